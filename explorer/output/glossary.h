// What each kind of finding means, which rule was broken, and how it is usually cured. The same
// text is `weft explain KIND` and the page docs/findings.md.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "weft/explorer/output/terminal.h"

namespace weft::output {

struct Entry {
  std::string_view kind;     ///< the stable name of kernel/finding.h
  std::string_view meaning;  ///< what happened, in two or three sentences
  std::string_view rule;     ///< the rule of the guideline or of Go that was broken
  std::string_view bad;      ///< code that shows it
  std::string_view good;     ///< the same, right
  std::string_view cure;     ///< how it is usually cured, in one sentence
  bool unmodified = false;   ///< its code is to be compiled with weft::unmodified
};

/// In the order in which they are worth reading.
[[nodiscard]] std::span<const Entry> glossary();
/// nullptr if there is no such kind.
[[nodiscard]] const Entry* find_entry(std::string_view kind);

/// For a terminal.
[[nodiscard]] std::string explained(const Entry& entry, const Style& style);
/// docs/findings.md, all of it.
[[nodiscard]] std::string glossary_page();

}  // namespace weft::output
