// What the place a text goes to can show: its width, its letters, its colours.
#pragma once

#include <cstddef>
#include <cstdint>

namespace weft::output {

struct Style {
  std::size_t width = 80;
  bool utf8 = false;    ///< false: ASCII only
  bool colour = false;  ///< never the only carrier of a meaning
  bool full = false;    ///< unfold everything, whatever number of lines it takes
};

enum class Colour : std::uint8_t { automatic, always, never };

/// The style for file descriptor `fd`: COLUMNS or the terminal's width; UTF-8 if the locale of the
/// environment says so; colour on a terminal unless NO_COLOR or TERM=dumb, or anywhere with
/// CLICOLOR_FORCE. What `wish` says beats the environment.
[[nodiscard]] Style style_of(int fd, Colour wish = Colour::automatic);

}  // namespace weft::output
