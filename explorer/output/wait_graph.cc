#include "weft/explorer/output/wait_graph.h"

#include <algorithm>
#include <cstdint>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/palette.h"
#include "weft/explorer/output/phrases.h"
#include "weft/explorer/output/source_line.h"

namespace weft::output {
namespace {

std::string at(const Place& place) {
  const std::string text = short_place(place);
  return text.empty() ? text : " (" + text + ')';
}

std::string spawned(const Transcript::Goroutine& goroutine) {
  const std::string place = short_place(goroutine.spawned);
  return place.empty() || goroutine.parent < 0 ? "" : "; spawned " + place;
}

enum class Places : std::uint8_t { all, without_locks };

std::string waits(const Transcript::Goroutine& goroutine, Places places) {
  std::string text =
      joined(goroutine.waits.operation, goroutine.waits.object) + at(goroutine.waits.at);
  for (std::size_t i = 0; i < goroutine.holds.size(); ++i) {
    const Transcript::Held& held = goroutine.holds[i];
    text += (i == 0 ? "; holds " : ", ") + held.object + " since step " +
            std::to_string(held.since_step + 1);
    if (places == Places::all) text += at(held.at);
  }
  return text;
}

}  // namespace

std::vector<std::string> waiting_lines(const Counterexample& told, std::span<const std::size_t> who,
                                       std::size_t most, const Style& style) {
  const std::size_t width = style.width - 2;
  std::vector<const Transcript::Goroutine*> waiting;
  std::size_t widest = 0;
  for (const std::size_t i : who) {
    const Transcript::Goroutine& g = told.transcript.goroutines[i];
    waiting.push_back(&g);
    if (waiting.size() <= most) {
      widest = std::max(widest, display_width(printable(g.name, style.utf8)));
    }
  }
  std::vector<std::string> lines;
  std::size_t told_of = 0;
  for (const Transcript::Goroutine* g : waiting) {
    if (told_of + 1 == most && waiting.size() > most) break;
    ++told_of;
    const std::size_t room = width - std::min(width - 1, widest + 2);
    std::string words = printable(waits(*g, Places::all), style.utf8);
    if (display_width(words) > room)
      words = printable(waits(*g, Places::without_locks), style.utf8);
    const std::string from = printable(spawned(*g), style.utf8);
    if (display_width(words) + display_width(from) <= room) words += from;
    std::string name = padded(printable(g->name, style.utf8), widest) + "  ";
    for (const std::string& line : wrapped(words, room)) {
      lines.push_back(cut(name + line, width, Palette(style).glyphs().ellipsis));
      name = std::string(widest + 2, ' ');
    }
  }
  if (told_of < waiting.size()) {
    lines.push_back("and " + std::to_string(waiting.size() - told_of) + " more");
  }
  return lines;
}

}  // namespace weft::output
