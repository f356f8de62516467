#include "weft/explorer/output/list_layout.h"

#include <algorithm>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/palette.h"

namespace weft::output {
namespace {

constexpr std::size_t kNumber = 4;
constexpr std::size_t kGap = 2;
constexpr std::size_t kMark = 7;  // " < race"

/// "send jobs ↔ worker#2": what happens, and with whom.
std::string words(const Row& row, const Transcript& transcript, const Style& style) {
  if (row.peer < 0) return row.text;
  const auto& peer = transcript.goroutines[static_cast<std::size_t>(row.peer)];
  return row.text + ' ' + std::string(Palette(style).glyphs().meets) + ' ' +
         printable(peer.name, style.utf8);
}

}  // namespace

std::string trimmed(std::string text) {
  text.resize(text.find_last_not_of(' ') + 1);
  return text;
}

std::string number_of(const Row& row) {
  const std::string number = row.number == 0 ? "" : std::to_string(row.number);
  return number.size() >= kNumber ? number : std::string(kNumber - number.size(), ' ') + number;
}

std::string remark_line(const Row& row, const Style& style) {
  const Palette palette(style);
  const std::string_view rule = palette.glyphs().rule;
  const std::string lead = "  " + std::string(rule) + std::string(rule) + ' ';
  const std::size_t used = 2 + 2 * display_width(rule) + 1;
  const std::string text = cut(row.text, style.width - used, palette.glyphs().ellipsis);
  return palette.paint(row.weight == Weight::decisive ? Ink::warning : Ink::faint, lead + text);
}

std::string key_of_signs(const std::vector<Row>& rows, const Style& style) {
  const Palette palette(style);
  const Glyphs& glyphs = palette.glyphs();
  const std::string read = ' ' + std::string(glyphs.read) + ' ';
  const std::string write = ' ' + std::string(glyphs.write) + ' ';
  const auto shown = [&](const std::string& sign) {
    return std::ranges::any_of(rows, [&](const Row& row) {
      return row.kind == Row::Kind::step && row.text.find(sign) != std::string::npos;
    });
  };
  std::string key = shown(read) ? "x" + read + "1: x is read" : "";
  if (shown(write)) key += (key.empty() ? "x" : ", x") + write + "1: x is written";
  return key;
}

std::vector<std::string> list_layout(const std::vector<Row>& rows, const Transcript& transcript,
                                     const Style& style) {
  const Palette palette(style);
  const std::string_view ellipsis = palette.glyphs().ellipsis;
  std::size_t who = 0;
  std::size_t where = 0;
  std::size_t widest = 4;  // the heading
  for (const Row& row : rows) {
    if (row.kind == Row::Kind::remark) continue;
    const std::string name = printable(transcript.goroutines[row.goroutine].name, style.utf8);
    who = std::max(who, display_width(name));
    where = std::max(where, display_width(row.where));
    widest = std::max(widest, display_width(words(row, transcript, style)));
  }
  who = std::clamp<std::size_t>(who, 9, style.width / 4);  // the heading has nine
  where = std::min(where, style.width / 3);
  const std::size_t room = style.width - kNumber - who - where - 3 * kGap - kMark;
  const std::size_t what = std::min(room, widest);
  std::vector<std::string> lines{palette.paint(
      Ink::strong,
      "step  " + padded("goroutine", who + kGap) + padded("what", what + kGap) + "where")};
  const std::string key = key_of_signs(rows, style);
  if (!key.empty()) lines.push_back(remark_line({.kind = Row::Kind::remark, .text = key}, style));
  for (const Row& row : rows) {
    if (row.kind == Row::Kind::remark) {
      lines.push_back(remark_line(row, style));
      continue;
    }
    const std::string name = printable(transcript.goroutines[row.goroutine].name, style.utf8);
    const std::string mark =
        row.mark.empty() ? "" : ' ' + std::string(palette.glyphs().here) + ' ' + row.mark;
    const std::string text =
        padded(cut(words(row, transcript, style), what, ellipsis), what + kGap);
    lines.push_back(trimmed(number_of(row) + "  " + padded(cut(name, who, ellipsis), who + kGap) +
                            (row.kind == Row::Kind::waits ? palette.paint(Ink::bad, text) : text) +
                            palette.paint(Ink::faint, cut(row.where, where, ellipsis)) + mark));
  }
  return lines;
}

}  // namespace weft::output
