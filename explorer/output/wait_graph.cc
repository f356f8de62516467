#include "weft/explorer/output/wait_graph.h"

#include <algorithm>
#include <optional>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/palette.h"
#include "weft/explorer/output/phrases.h"
#include "weft/explorer/output/source_line.h"

namespace weft::output {
namespace {

/// Who holds what `goroutine` waits for.
std::optional<std::size_t> holder_of(const Transcript& transcript, std::size_t goroutine) {
  const std::string& wanted = transcript.goroutines[goroutine].waits.object;
  if (wanted.empty()) return std::nullopt;
  for (std::size_t g = 0; g < transcript.goroutines.size(); ++g) {
    if (std::ranges::find(transcript.goroutines[g].holds, wanted, &Transcript::Held::object) !=
        transcript.goroutines[g].holds.end()) {
      return g;
    }
  }
  return std::nullopt;
}

/// The goroutines of a circle in the order in which they wait for each other.
std::vector<std::size_t> circle(const Transcript& transcript) {
  for (std::size_t start = 0; start < transcript.goroutines.size(); ++start) {
    std::vector<std::size_t> path{start};
    for (auto next = holder_of(transcript, start); next; next = holder_of(transcript, *next)) {
      if (*next == start) return path;
      if (std::ranges::find(path, *next) != path.end()) break;  // a circle, but not from here
      path.push_back(*next);
    }
  }
  return {};
}

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

/// ", behind remove": a writer who waits keeps out readers who come later.
std::string behind_writer(const Transcript& transcript, const Transcript::Waiting& waits) {
  if (waits.operation != "rlock") return {};
  for (const Transcript::Goroutine& g : transcript.goroutines) {
    if (g.waits.operation == "lock" && g.waits.object == waits.object) return " behind " + g.name;
  }
  return {};
}

}  // namespace

std::string circle_of(const Transcript& transcript, const Style& style) {
  const std::vector<std::size_t> path = circle(transcript);
  if (path.empty()) return {};
  const Palette palette(style);
  std::string text = printable(transcript.goroutines[path[0]].name, style.utf8);
  for (std::size_t i = 0; i < path.size(); ++i) {
    const std::size_t holder = path[(i + 1) % path.size()];
    const Transcript::Waiting& waits = transcript.goroutines[path[i]].waits;
    text += ' ' + std::string(palette.glyphs().to) + ' ' +
            printable(waits.object + behind_writer(transcript, waits) + " held by " +
                          transcript.goroutines[holder].name,
                      style.utf8);
  }
  return text;
}

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
