#include "weft/explorer/output/blame.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/source_line.h"

namespace weft::output {
namespace {

Blame of_step(const Transcript& transcript, std::size_t index) {
  const Transcript::Step& step = transcript.steps[index];
  return {.at = step.at, .operation = step.operation, .object = step.object, .step = index};
}

std::optional<Blame> last_step(const Transcript& transcript, std::size_t goroutine) {
  for (std::size_t i = transcript.steps.size(); i-- > 0;) {
    const Transcript::Step& step = transcript.steps[i];
    if (!step.involves(goroutine) || step.at.file.empty()) continue;
    return of_step(transcript, i);
  }
  return std::nullopt;
}

/// Where it waits for ever or breaks, or else what it did last.
std::optional<Blame> of_goroutine(const Counterexample& told, const std::string& name) {
  const auto& all = told.transcript.goroutines;
  const auto g = std::ranges::find(all, name, &Transcript::Goroutine::name);
  if (g == all.end()) return std::nullopt;
  const auto number = static_cast<std::size_t>(g - all.begin());
  const Fate fate = fate_of(told, number);
  if (fate == Fate::waits_for_ever) {
    return Blame{.at = g->waits.at,
                 .operation = g->waits.operation,
                 .object = g->waits.object,
                 .awaits_others = g->waits.state.starts_with("lacks ")};
  }
  if (fate == Fate::breaks && !g->breaks.at.file.empty()) {
    return Blame{.at = g->breaks.at,
                 .operation = g->breaks.operation,
                 .object = g->breaks.object,
                 .breaks = true};
  }
  return last_step(told.transcript, number);
}

bool waits(const Blame& blame) {
  return !blame.step && !blame.breaks;
}

/// A check says itself where it is: "queue.cc:12: expected …".
std::optional<Blame> check(const Counterexample& told) {
  const std::vector<Transcript::Step>& steps = told.transcript.steps;
  for (std::size_t i = steps.size(); i-- > 0;) {
    const std::string place = short_place(steps[i].at);
    const bool there = !place.empty() && told.finding.message.starts_with(place + ':');
    if (there) return of_step(told.transcript, i);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Blame> blame_of(const Counterexample& told) {
  const std::vector<Blame> all = blames_of(told);
  return all.empty() ? std::nullopt : std::optional(all.front());
}

std::vector<Blame> blames_of(const Counterexample& told) {
  std::vector<Blame> all;
  const std::vector<std::size_t>& steps = told.finding.steps;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    all.push_back(of_step(told.transcript, *step));
  }
  if (!all.empty()) return all;
  if (auto failed = check(told)) return {*failed};
  for (const std::string& name : told.finding.goroutines) {
    const auto blame = of_goroutine(told, name);
    if (!blame) continue;
    if (all.empty() || waits(*blame)) all.push_back(*blame);
    if (!waits(all.front())) break;
  }
  std::stable_partition(all.begin(), all.end(),
                        [](const Blame& blame) { return !blame.awaits_others; });
  return all;
}

std::vector<std::string> words_for(const Blame& blame) {
  static const std::map<std::string_view, std::vector<std::string>> others = {
      {"lock", {"scoped_lock", "unique_lock", "lock_guard", "std::lock"}},
      {"rlock", {"shared_lock"}},
      {"panic", {"throw"}},
  };
  const std::string operation = blame.operation.substr(0, blame.operation.find(' '));
  const auto known = others.find(operation);
  std::vector<std::string> words =
      known == others.end() ? std::vector<std::string>{} : known->second;
  words.push_back(operation);
  words.push_back(blame.object.substr(0, blame.object.find_first_of("@. ")));
  return words;
}

}  // namespace weft::output
