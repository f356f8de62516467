// Signs and colours: UTF-8 or ASCII, coloured or not. A colour only repeats what words say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "weft/explorer/output/terminal.h"

namespace weft::output {

enum class Ink : std::uint8_t { plain, bad, good, warning, faint, strong };

struct Glyphs {
  std::string_view read;      ///< a value was read
  std::string_view write;     ///< a value was written
  std::string_view meets;     ///< the other side of a meeting
  std::string_view never;     ///< does not come back
  std::string_view ellipsis;  ///< something was left out
  std::string_view rule;      ///< one piece of a horizontal line
  std::string_view times;     ///< repeated
  std::string_view to;        ///< leads to
  std::string_view range;     ///< between two numbers
  std::string_view here;      ///< points at the line before it
};

class Palette {
 public:
  explicit Palette(const Style& style);

  [[nodiscard]] const Glyphs& glyphs() const { return glyphs_; }
  [[nodiscard]] std::string paint(Ink ink, std::string_view text) const;

 private:
  Glyphs glyphs_;
  bool colour_;
};

}  // namespace weft::output
