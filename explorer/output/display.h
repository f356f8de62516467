// Text as a terminal shows it: how wide it is, how it is cut, filled up and wrapped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace weft::output {

/// The columns that UTF-8 `text` takes.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `text` without anything a terminal could obey or not show: control characters, broken UTF-8
/// and, unless `utf8`, everything beyond ASCII become `\n`, `\t` or `\xNN`.
[[nodiscard]] std::string printable(std::string_view text, bool utf8);

/// At most `width` columns of `text`; `ellipsis` stands for what had to go.
[[nodiscard]] std::string cut(std::string_view text, std::size_t width, std::string_view ellipsis);

/// Takes the first letter off `text`, which is not empty; how many columns it had.
std::size_t drop_letter(std::string_view& text);

/// `text` followed by spaces up to `width` columns.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

/// Lines of at most `width` columns, broken at spaces; a word that is longer keeps its own line.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// The same with an indent of two columns.
[[nodiscard]] std::vector<std::string> indented(std::string_view text, std::size_t width);

}  // namespace weft::output
