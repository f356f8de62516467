#include "weft/explorer/output/wait_graph.h"

#include <algorithm>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/fate.h"
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

std::string waits(const Transcript::Goroutine& goroutine) {
  std::string text =
      joined(goroutine.waits.operation, goroutine.waits.object) + at(goroutine.waits.at);
  for (std::size_t i = 0; i < goroutine.holds.size(); ++i) {
    const Transcript::Held& held = goroutine.holds[i];
    text += (i == 0 ? "; holds " : ", ") + held.object + " since step " +
            std::to_string(held.since_step + 1) + at(held.at);
  }
  return text;
}

}  // namespace

std::vector<std::string> waiting_lines(const Counterexample& told, std::size_t most,
                                       const Style& style) {
  const std::size_t width = style.width - 2;
  std::vector<const Transcript::Goroutine*> waiting;
  std::size_t widest = 0;
  for (std::size_t i = 0; i < told.transcript.goroutines.size(); ++i) {
    if (fate_of(told, i) != Fate::waits_for_ever) continue;
    const Transcript::Goroutine& g = told.transcript.goroutines[i];
    waiting.push_back(&g);
    if (waiting.size() <= most) {
      widest = std::max(widest, display_width(printable(g.name, style.utf8)));
    }
  }
  std::vector<std::string> lines;
  for (const Transcript::Goroutine* g : waiting) {
    if (lines.size() + 1 == most && waiting.size() > most) break;
    std::string line =
        padded(printable(g->name, style.utf8), widest) + "  " + printable(waits(*g), style.utf8);
    const std::string from = printable(spawned(*g), style.utf8);
    if (display_width(line) + display_width(from) <= width) line += from;
    lines.push_back(cut(line, width, Palette(style).glyphs().ellipsis));
  }
  if (lines.size() < waiting.size()) {
    lines.push_back("and " + std::to_string(waiting.size() - lines.size()) + " more");
  }
  return lines;
}

}  // namespace weft::output
