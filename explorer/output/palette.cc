#include "weft/explorer/output/palette.h"

namespace weft::output {
namespace {

constexpr Glyphs kUtf8{.read = "→",
                       .write = "←",
                       .meets = "↔",
                       .never = "✗",
                       .ellipsis = "…",
                       .rule = "─",
                       .times = "×",
                       .to = "→",
                       .range = "–",
                       .here = "◀"};

constexpr Glyphs kAscii{.read = "->",
                        .write = "<-",
                        .meets = "<->",
                        .never = "X",
                        .ellipsis = "..",
                        .rule = "-",
                        .times = "x",
                        .to = "->",
                        .range = "-",
                        .here = "<"};

std::string_view code(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::bad:
      return "\x1b[1;31m";
    case Ink::good:
      return "\x1b[32m";
    case Ink::warning:
      return "\x1b[33m";
    case Ink::faint:
      return "\x1b[2m";
    case Ink::strong:
      return "\x1b[1m";
  }
  return "";
}

}  // namespace

Palette::Palette(const Style& style)
    : glyphs_(style.utf8 ? kUtf8 : kAscii), colour_(style.colour) {}

std::string Palette::paint(Ink ink, std::string_view text) const {
  if (!colour_ || ink == Ink::plain || text.empty()) return std::string(text);
  return std::string(code(ink)) + std::string(text) + "\x1b[0m";
}

}  // namespace weft::output
