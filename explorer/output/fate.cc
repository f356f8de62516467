#include "weft/explorer/output/fate.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "weft/explorer/output/palette.h"
#include "weft/explorer/output/phrases.h"

namespace weft::output {
namespace {

struct Ending {
  std::string_view kind;
  std::string_view verb;
};

/// The program is over with these.
constexpr std::array<Ending, 5> kEndings{{{kind::kPanic, "panics"},
                                          {kind::kCrash, "crashes"},
                                          {kind::kExit, "ends the program"},
                                          {kind::kStackOverflow, "has no stack left"},
                                          {kind::kNeverYields, "never comes back"}}};

/// The execution went on until nothing could move.
constexpr std::array<std::string_view, 5> kToTheEnd{kind::kDeadlock, kind::kLeak, kind::kLostWakeup,
                                                    kind::kLivelock, kind::kLockHeld};

bool about(const Counterexample& told, std::size_t goroutine) {
  const auto& names = told.finding.goroutines;
  const std::string& name = told.transcript.goroutines[goroutine].name;
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

Fate fate_of(const Counterexample& told, std::size_t goroutine) {
  const Transcript::Goroutine& g = told.transcript.goroutines[goroutine];
  if (std::ranges::find(kEndings, told.finding.kind, &Ending::kind) != kEndings.end()) {
    return about(told, goroutine) ? Fate::breaks : Fate::unremarkable;
  }
  if (std::ranges::find(kToTheEnd, told.finding.kind) == kToTheEnd.end()) {
    return Fate::unremarkable;
  }
  const bool waits = !g.finished && !g.internal && !g.waits.operation.empty();
  const bool meant = g.background && !about(told, goroutine);  // a daemon may wait for ever
  return waits && !meant ? Fate::waits_for_ever : Fate::unremarkable;
}

std::string last_words(const Counterexample& told, std::size_t goroutine, const Style& style) {
  switch (fate_of(told, goroutine)) {
    case Fate::unremarkable:
      return {};
    case Fate::waits_for_ever:
      return phrase_of(told.transcript.goroutines[goroutine].waits, style);
    case Fate::breaks:
      break;
  }
  const auto* const ending = std::ranges::find(kEndings, told.finding.kind, &Ending::kind);
  return std::string(Palette(style).glyphs().never) + ' ' + std::string(ending->verb);
}

Place last_place(const Counterexample& told, std::size_t goroutine) {
  const Transcript::Goroutine& g = told.transcript.goroutines[goroutine];
  switch (fate_of(told, goroutine)) {
    case Fate::waits_for_ever:
      return g.waits.at;
    case Fate::breaks:
      return g.breaks.at;
    case Fate::unremarkable:
      break;
  }
  return {};
}

}  // namespace weft::output
