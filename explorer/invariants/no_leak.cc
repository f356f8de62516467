#include "weft/explorer/invariants/no_leak.h"

#include <algorithm>

#include "weft/explorer/invariants/hopes.h"
#include "weft/explorer/invariants/lock_graph.h"
#include "weft/explorer/invariants/spinning.h"
#include "weft/explorer/invariants/words.h"
#include "weft/explorer/kernel/file_and_line.h"

namespace weft::invariants {

using kernel::Execution;
using kernel::GoroutineRecord;

namespace {

bool leaked(const GoroutineRecord& g) {
  return !g.finished && !g.background;
}

std::vector<Alike> leaks_of(const Execution& told, const Transcript& transcript) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < transcript.goroutines.size(); ++i) {
    if (leaked(told.goroutines()[i])) all.push_back(i);
  }
  return alike(transcript, all);
}

std::string verb_of_going(const Alike& some) {
  return some.size() == 1 ? "goes round" : "go round";
}

/// Names begin as they are spelled.
std::string begun(std::string sentence) {
  const bool of_nobody = sentence.starts_with("nobody ") || sentence.starts_with("nothing ");
  if (of_nobody) sentence.front() = 'N';
  return sentence;
}

}  // namespace

void NoLeak::check(const Execution& finished, std::vector<Violation>& broken) {
  const auto goroutines = finished.goroutines();
  if (finished.cut() || !goroutines[0].finished) return;  // not over, or a deadlock
  const auto first = std::ranges::find_if(goroutines, leaked);
  if (first == goroutines.end()) return;
  if (finished.locks_held() > 0 && !circle_of_locks(finished).empty()) return;  // likewise
  broken.push_back({.kind = kind::kLeak,
                    .events = static_cast<std::uint32_t>(finished.size()),
                    .goroutine = static_cast<kernel::GoroutineId>(first - goroutines.begin())});
}

Finding NoLeak::tell(const Violation& violation, const Execution& told,
                     const Transcript& transcript) const {
  Finding finding{.kind = violation.kind, .message = {}, .goroutines = {}, .objects = {}};
  std::vector<std::string> leaks;
  for (const Alike& some : leaks_of(told, transcript)) {
    const Transcript::Goroutine& one = transcript.goroutines[some.front()];
    for (const std::size_t g : some) finding.goroutines.push_back(transcript.goroutines[g].name);
    if (!one.waits.object.empty()) finding.objects.push_back(one.waits.object);
    const bool spins_there = spins(told, told.goroutines()[some.front()]);
    const std::string does = spins_there ? verb_of_going(some) : verb_of(some, "wait");
    leaks.push_back(names_of(transcript, some) + ' ' + does + " for ever at " +
                    to_string(one.waits));
  }
  finding.message = listed(leaks);
  return finding;
}

std::vector<std::string> NoLeak::cause(const Violation& /*violation*/, const Execution& told,
                                       const Transcript& transcript) const {
  std::vector<std::string> sentences;
  for (const Alike& some : leaks_of(told, transcript)) {
    const std::size_t first = some.front();
    const Transcript::Goroutine& one = transcript.goroutines[first];
    const std::string started = std::string(some.size() == 1 ? "; it was" : "; they were") +
                                " started at " + file_and_line(one.spawned) + '.';
    if (spins(told, told.goroutines()[first])) {
      sentences.push_back(names_of(transcript, some) + ' ' + verb_of(some, "come") + " back to " +
                          to_string(one.waits) +
                          " again and again, and nothing looked at there can end that" + started);
      continue;
    }
    sentences.push_back(wait_of(transcript, some) + started);
    if (!is_held(transcript, one.waits.object)) {
      sentences.push_back(begun(last_hope_of(transcript, first)) + '.');
    }
  }
  return sentences;
}

}  // namespace weft::invariants
