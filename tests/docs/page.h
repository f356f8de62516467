// A page of the documentation, as its readers see it: blocks of code, and what commands print.
#pragma once

#include <string>
#include <vector>

namespace weft::docs {

/// What stands between two lines of ```.
struct Block {
  std::string language;            ///< "cpp", "sh", "text", …
  std::vector<std::string> words;  ///< what else stands after the language
  std::string marker;              ///< "file: counter_test.cc", from a comment right before it
  std::string before;              ///< the last line before it that is not empty
  std::string heading;             ///< of its section: "data-race"
  std::string text;
  int line = 0;  ///< of its first line of text, from 1
};

struct Page {
  std::string path;  ///< from the project's root: "docs/findings.md"
  std::vector<Block> blocks;
};

/// The README and every page in docs/.
[[nodiscard]] std::vector<std::string> paths(const std::string& root);

[[nodiscard]] Page read(const std::string& root, const std::string& path);

/// "counter_test.cc" of a block whose marker is "file: counter_test.cc"; empty: it has none.
[[nodiscard]] std::string marked(const Block& block, const std::string& key);

}  // namespace weft::docs
