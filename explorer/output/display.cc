#include "weft/explorer/output/display.h"

#include <algorithm>
#include <cstdint>

namespace weft::output {
namespace {

constexpr std::uint32_t kBroken = 0xFFFFFFFF;

struct Letter {
  std::uint32_t code = kBroken;  ///< kBroken: not UTF-8, one byte
  std::size_t bytes = 1;
};

std::size_t announced_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

/// The first letter of `text`, which is not empty.
Letter first_letter(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = announced_length(lead);
  if (length == 1) return {.code = lead, .bytes = 1};
  if (length == 0 || length > text.size()) return {};
  std::uint32_t code = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80U) return {};
    code = code << 6U | (next & 0x3FU);
  }
  constexpr std::uint32_t kShortest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  if (code < kShortest[length] || surrogate || code > 0x10FFFF) return {};
  return {.code = code, .bytes = length};
}

std::size_t columns_of(std::uint32_t code) {
  if (code >= 0x300 && code < 0x370) return 0;  // combining marks
  if (code == 0x200D || (code >= 0xFE00 && code < 0xFE10)) return 0;
  const bool wide = (code >= 0x1100 && code < 0x1160) || (code >= 0x2E80 && code < 0xA4D0) ||
                    (code >= 0xAC00 && code < 0xD7A4) || (code >= 0xF900 && code < 0xFB00) ||
                    (code >= 0xFE30 && code < 0xFE70) || (code >= 0xFF00 && code < 0xFF61) ||
                    (code >= 0x1F300 && code < 0x1FA00) || (code >= 0x20000 && code < 0x40000);
  return wide ? 2 : 1;
}

bool obeyed_by_terminals(std::uint32_t code) {
  const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  const bool turns_direction =
      (code >= 0x202A && code < 0x202F) || (code >= 0x2066 && code < 0x206A);
  return control || turns_direction;
}

void escape(std::string_view bytes, std::string& out) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      out += {'\\', 'x', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
    }
  }
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    width += drop_letter(text);
  }
  return width;
}

std::string printable(std::string_view text, bool utf8) {
  std::string out;
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    const std::string_view bytes = text.substr(0, letter.bytes);
    const bool shown = letter.code < 0x80 || (utf8 && letter.code != kBroken);
    if (shown && !obeyed_by_terminals(letter.code)) {
      out += bytes;
    } else {
      escape(bytes, out);
    }
    text.remove_prefix(letter.bytes);
  }
  return out;
}

std::string cut(std::string_view text, std::size_t width, std::string_view ellipsis) {
  if (display_width(text) <= width) return std::string(text);
  const std::size_t mark = display_width(ellipsis);
  std::string out;
  if (mark > width) return out.append(width, '.');
  for (std::size_t used = 0; !text.empty();) {
    const Letter letter = first_letter(text);
    used += columns_of(letter.code);
    if (used + mark > width) break;
    out += text.substr(0, letter.bytes);
    text.remove_prefix(letter.bytes);
  }
  return out.append(ellipsis);
}

std::size_t drop_letter(std::string_view& text) {
  const Letter letter = first_letter(text);
  text.remove_prefix(letter.bytes);
  return columns_of(letter.code);
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  const std::size_t used = display_width(text);
  if (used < width) out.append(width - used, ' ');
  return out;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    text.remove_prefix(space == text.npos ? text.size() : space + 1);
    if (word.empty()) continue;
    if (!line.empty() && display_width(line) + 1 + display_width(word) > width) {
      lines.push_back(std::move(line));
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::vector<std::string> indented(std::string_view text, std::size_t width) {
  std::vector<std::string> lines = wrapped(text, width - std::min<std::size_t>(width, 2));
  for (std::string& line : lines) line.insert(0, "  ");
  return lines;
}

}  // namespace weft::output
