#include "weft/explorer/invariants/no_deadlock.h"

#include <algorithm>

#include "weft/explorer/invariants/hopes.h"
#include "weft/explorer/invariants/lock_graph.h"
#include "weft/explorer/invariants/spinning.h"
#include "weft/explorer/invariants/words.h"

namespace weft::invariants {

using kernel::Execution;
using kernel::GoroutineId;

namespace {

/// Whether the event has to do with the operation's having to wait: another reader, say, is kept
/// out by a writer who has come since.
bool keeps_out(const kernel::Event& event, const kernel::OperationRecord& operation,
               const Execution& execution) {
  for (const kernel::AlternativeId way : execution.ways(operation)) {
    for (const kernel::Condition& condition : execution.alternative(way).all_conditions()) {
      const auto changes = [&](const kernel::Touch& touch) {
        return touch.resource == condition.resource && touch.delta != 0;
      };
      if (std::ranges::any_of(execution.footprint(event), changes)) return true;
    }
  }
  return false;
}

/// How many events had happened when the last of them had come to wait, and had to.
std::uint32_t closed_at(const std::vector<GoroutineId>& circle, const Execution& execution) {
  std::uint32_t events = 0;
  for (const GoroutineId g : circle) {
    const auto& operation = execution.operation(execution.goroutines()[index(g)].waits_at);
    std::size_t decided = execution.size();
    while (decided > operation.arrived &&
           !keeps_out(execution[decided - 1], operation, execution)) {
      --decided;
    }
    events = std::max(events, static_cast<std::uint32_t>(decided));
  }
  return events;
}

bool in(const std::vector<GoroutineId>& circle, std::size_t g) {
  return std::ranges::find(circle, static_cast<GoroutineId>(g)) != circle.end();
}

bool waits(const Transcript::Goroutine& g) {
  return !g.waits.operation.empty() && !g.background;
}

/// Whoever waits until the others are done is the last to be blamed.
bool only_awaits_others(const Transcript::Goroutine& g) {
  return g.waits.operation == "wait" && g.waits.state.starts_with("lacks ");
}

/// "main at wait all (x.cc:3) and a and b at send jobs (x.cc:5)".
std::string places_of(const Transcript& transcript, const std::vector<std::size_t>& waiting) {
  std::vector<std::string> places;
  for (const Alike& some : alike(transcript, waiting)) {
    places.push_back(names_of(transcript, some) + " at " +
                     to_string(transcript.goroutines[some.front()].waits));
  }
  return listed(places);
}

/// "a waits for itself at lock mu (x.cc:3)", "a and b wait for each other: at lock mu (x.cc:3) and
/// at lock log (x.cc:5)".
std::string title_of(const Transcript& transcript, const std::vector<std::size_t>& circle) {
  std::vector<std::string> names;
  std::vector<std::string> waits;
  for (const std::size_t g : circle) {
    names.push_back(transcript.goroutines[g].name);
    waits.push_back("at " + to_string(transcript.goroutines[g].waits));
  }
  if (circle.size() == 1) return names[0] + " waits for itself " + waits[0];
  return listed(names) + " wait for each other: " + listed(waits);
}

}  // namespace

void NoDeadlock::check(const Execution& finished, std::vector<Violation>& broken) {
  const bool main_is_stuck = !finished.cut() && !finished.goroutines()[0].finished;
  const bool somebody_spins = first_spinning(finished) != finished.goroutines().size();
  if (main_is_stuck && !somebody_spins) {
    broken.push_back({.kind = kind::kDeadlock,
                      .events = static_cast<std::uint32_t>(finished.size()),
                      .goroutine = kernel::kMain});
  } else if (finished.locks_held() > 0) {
    const auto circle = circle_of_locks(finished);
    if (circle.empty()) return;
    broken.push_back({.kind = kind::kDeadlock,
                      .events = closed_at(circle, finished),
                      .goroutine = circle.front()});
  }
}

Finding NoDeadlock::tell(const Violation& violation, const Execution& told,
                         const Transcript& transcript) const {
  const auto circle = circle_of_locks(told);
  Finding finding{.kind = violation.kind, .message = {}, .goroutines = {}, .objects = {}};
  std::vector<std::size_t> stuck;
  for (std::size_t i = 0; i < transcript.goroutines.size(); ++i) {
    const Transcript::Goroutine& g = transcript.goroutines[i];
    if (!waits(g) || (!circle.empty() && !in(circle, i))) continue;
    stuck.push_back(i);
    finding.goroutines.push_back(g.name);
    if (std::ranges::find(finding.objects, g.waits.object) == finding.objects.end()) {
      finding.objects.push_back(g.waits.object);
    }
  }
  finding.message = circle.empty() ? "nothing can move any more: " + places_of(transcript, stuck)
                                   : title_of(transcript, stuck);
  return finding;
}

std::vector<std::string> NoDeadlock::cause(const Violation& /*violation*/, const Execution& told,
                                           const Transcript& transcript) const {
  const auto circle = circle_of_locks(told);
  std::vector<std::string> sentences;
  sentences.reserve(circle.size());
  for (const GoroutineId g : circle) sentences.push_back(wait_of(transcript, index(g)) + '.');
  std::vector<std::size_t> others;
  for (std::size_t g = 0; g < transcript.goroutines.size(); ++g) {
    if (waits(transcript.goroutines[g]) && !in(circle, g)) others.push_back(g);
  }
  if (!circle.empty()) {
    if (others.empty()) return sentences;
    const std::string wait = others.size() == 1 ? "waits " : "wait ";
    sentences.push_back((circle.size() == 1 ? "Behind it " : "Behind them ") + wait +
                        places_of(transcript, others) + '.');
    return sentences;
  }
  std::vector<Alike> groups = alike(transcript, others);
  std::stable_partition(groups.begin(), groups.end(), [&transcript](const Alike& some) {
    return !only_awaits_others(transcript.goroutines[some.front()]);
  });
  for (const Alike& some : groups) {
    std::string sentence = wait_of(transcript, some);
    const std::size_t g = some.front();
    if (!is_held(transcript, transcript.goroutines[g].waits.object)) {
      sentence += "; " + last_hope_of(transcript, g);
    }
    sentences.push_back(sentence + '.');
  }
  return sentences;
}

}  // namespace weft::invariants
