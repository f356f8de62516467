#include "weft/explorer/explore/decisive.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "weft/explorer/explore/follow.h"
#include "weft/explorer/search/happens_before.h"

namespace weft {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::Event;
using kernel::Execution;
using kernel::GoroutineId;
using kernel::Open;
using kernel::Transition;

namespace {

constexpr std::size_t kReruns = 200;
constexpr std::size_t kLongest = 1000;  // looking for pairs is quadratic

struct Reversal {
  std::size_t first;   // an event
  std::size_t second;  // an event, or their number: what `by` waits at in the end; or the first
  GoroutineId by;
  Transition wanted;  // by whom the second happened; none if it did not
  Schedule schedule;  // up to the second one

  /// No order is reversed: the first event is to have another outcome.
  [[nodiscard]] bool of_outcome() const { return first == second; }
};

/// Some way in which `g` can go on now, be it that another one comes to meet it.
Transition any_of(GoroutineId g, Open& open) {
  const auto all = open.all();
  const auto first = std::ranges::find_if(all, [g](const Transition& t) { return t.involves(g); });
  return first == all.end() ? Transition{} : *first;
}

/// Follows a schedule as far as it can be followed: what cannot happen is left out.
class Attempt final : public kernel::Strategy {
 public:
  explicit Attempt(const Reversal& reversal) : reversal_(reversal) {}

  Transition choose(Open& open) override {
    while (next_ < reversal_.schedule.size()) {
      const Transition& t = reversal_.schedule[next_++];
      if (open.enabled(t)) return t;
    }
    if (next_++ == reversal_.schedule.size()) {
      const Transition second = second_in(open);
      if (!second.none()) {
        reversed_ = true;
        return second;
      }
    }
    return open.usual();
  }
  bool learn(const Execution& /*finished*/) override { return false; }
  void restart() override {
    next_ = 0;
    reversed_ = false;
  }

  /// Whether the second one did come before the first.
  [[nodiscard]] bool reversed() const { return reversed_; }

 private:
  [[nodiscard]] Transition second_in(Open& open) const {
    if (!reversal_.wanted.none() && open.enabled(reversal_.wanted)) return reversal_.wanted;
    return reversal_.of_outcome() ? Transition{} : any_of(reversal_.by, open);
  }

  const Reversal& reversal_;
  std::size_t next_ = 0;
  bool reversed_ = false;
};

/// Whether `way` could be open, or have another outcome, if `event` had not happened.
bool minds(const Alternative& way, const Execution& execution, const Event& event) {
  return std::ranges::any_of(execution.footprint(event), [&](const kernel::Touch& touch) {
    const auto asks = [&](const kernel::Condition& c) {
      return c.resource == touch.resource && touch.delta != 0;
    };
    const auto meets = [&](const kernel::DeclaredTouch& d) {
      return d.resource == touch.resource && conflict(d.mode, touch.mode);
    };
    return std::ranges::any_of(way.all_conditions(), asks) ||
           std::ranges::any_of(way.all_touches(), meets);
  });
}

class Candidates {
 public:
  explicit Candidates(const Execution& execution) : execution_(execution) {
    order_.compute(execution);
  }

  std::vector<Reversal> all() {
    // Who is stuck at the end is the better answer, if the end is the end.
    if (!execution_.cut()) all_waiting();
    for (std::size_t j = execution_.size(); j-- > 0;) happened(j);
    if (execution_.cut()) all_waiting();
    for (std::size_t j = execution_.size(); j-- > 0;) other_outcomes(j);
    if (found_.size() > kReruns) found_.resize(kReruns);
    return std::move(found_);
  }

 private:
  void all_waiting() {
    for (std::size_t g = 0; g < execution_.goroutines().size(); ++g) {
      waiting(static_cast<GoroutineId>(g));
    }
  }

  /// Races of event `j` with earlier ones.
  void happened(std::size_t j) {
    for (std::size_t i = j; i-- > 0;) {
      const bool race =
          order_.before(i, j) &&
          !share_goroutine(execution_[i].transition, execution_[j].transition) &&
          dependent(execution_.footprint(execution_[i]), execution_.footprint(execution_[j]));
      if (!race || ordered_by_others(i, j)) continue;
      Reversal& reversal = add(i, j);
      reversal.wanted = execution_[j].transition;
      reversal.by = reversal.wanted.goroutine;
    }
  }

  /// Races of what `g` waits at in the end with all that happened.
  void waiting(GoroutineId g) {
    const auto waits_at = execution_.goroutines()[index(g)].waits_at;
    if (waits_at == kernel::kNoOperation) return;
    const auto ways = execution_.ways(execution_.operation(waits_at));
    for (std::size_t i = execution_.size(); i-- > 0;) {
      if (execution_[i].transition.involves(g)) continue;
      const bool race = std::ranges::any_of(ways, [&](AlternativeId id) {
        return minds(execution_.alternative(id), execution_, execution_[i]);
      });
      if (race) add(i, execution_.size()).by = g;
    }
  }

  /// The other values of a choice; the other cases of a select that need nobody to meet.
  void other_outcomes(std::size_t j) {
    const Event& event = execution_[j];
    if (event.transition.peer != kernel::kNobody) return;
    const auto ways = execution_.operation(event.operation).way_count;
    for (std::uint16_t way = 0; way < ways; ++way) {
      if (way == event.transition.way) continue;
      Reversal& other = add(j, j);
      other.by = event.transition.goroutine;
      other.wanted = {.goroutine = other.by, .way = way};
    }
  }

  /// What the goroutine of `i` did itself in between (to lock, then to unlock) does not count: it
  /// is left out with `i`.
  [[nodiscard]] bool ordered_by_others(std::size_t i, std::size_t j) const {
    for (std::size_t k = i + 1; k < j; ++k) {
      const bool own = share_goroutine(execution_[i].transition, execution_[k].transition);
      if (!own && order_.before(i, k) && order_.before(k, j)) return true;
    }
    return false;
  }

  /// All up to `j` that does not come after `i` anyway.
  Reversal& add(std::size_t i, std::size_t j) {
    Reversal& reversal = found_.emplace_back();
    reversal.first = i;
    reversal.second = j;
    for (std::size_t k = 0; k < j; ++k) {
      if (k < i || (k > i && !order_.before(i, k))) {
        reversal.schedule.push_back(execution_[k].transition);
      }
    }
    return reversal;
  }

  const Execution& execution_;
  search::HappensBefore order_;
  std::vector<Reversal> found_;
};

std::optional<std::size_t> step_of(const Transcript& transcript, std::size_t event) {
  for (std::size_t i = 0; i < transcript.steps.size(); ++i) {
    const Transcript::Step& step = transcript.steps[i];
    if (step.kind == Transcript::StepKind::operation && step.event == event) return i;
  }
  return std::nullopt;
}

std::string shown(const Place& place) {
  const auto slash = place.file.find_last_of('/');
  return place.file.substr(slash == std::string::npos ? 0 : slash + 1) + ':' +
         std::to_string(place.line);
}

/// "b's lock mu (B, step 5, x.cc:3)", where the table marks the step with a B; "b's select (B, step
/// 5, x.cc:3), which took recv jobs".
std::string shown(const Transcript& transcript, std::size_t index, char mark) {
  constexpr std::size_t kLongest = 12;  // of a result: more would be in the way
  const Transcript::Step& step = transcript.steps[index];
  const std::string what =
      step.object.empty() ? step.operation : step.operation + ' ' + step.object;
  const bool otherwise = step.operation == "select" && step.result == "default";
  const bool chosen = otherwise || !step.offered.empty();
  std::string text = transcript.goroutines[step.goroutine].name + "'s " +
                     (chosen ? std::string("select") : what) + " (";
  if (!chosen && !step.result.empty() && step.result.size() <= kLongest) text += step.result + "; ";
  text +=
      std::string(1, mark) + ", step " + std::to_string(index + 1) + ", " + shown(step.at) + ')';
  return chosen ? text + ", which took " + (otherwise ? "its default" : what) : text;
}

void tell(const Reversal& reversal, Counterexample& told) {
  const Transcript& transcript = told.transcript;
  const auto first = step_of(transcript, reversal.first);
  if (!first) return;
  told.decisive = {*first};
  if (reversal.of_outcome()) {
    told.cause.push_back("The outcome that decides: that of " + shown(transcript, *first, 'A') +
                         "; with another one the scenario passes (checked).");
    return;
  }
  std::string second;
  if (const auto happened = step_of(transcript, reversal.second)) {
    told.decisive.push_back(*happened);
    second = shown(transcript, *happened, 'B');
  } else {
    const Transcript::Goroutine& g = transcript.goroutines[index(reversal.by)];
    const Transcript::Waiting& next = g.waits.operation.empty() ? g.next : g.waits;
    second = g.name + "'s " + next.operation + ' ' + next.object + " (" + shown(next.at) + ')';
  }
  told.cause.push_back("The order that decides: " + shown(transcript, *first, 'A') +
                       " came before " + second +
                       "; the other way round the scenario passes (checked).");
}

/// Not everything is tried: not who else could have met somebody, for example.
void tell_that_nothing_decides(std::size_t tried, Counterexample& told) {
  if (tried == 0 || told.finding.kind == kind::kDataRace) return;
  told.cause.push_back(tried == 1
                           ? "With the one other order or outcome that was tried it fails, too."
                           : "With each of the " + std::to_string(tried) +
                                 " other orders and outcomes that were tried it fails, too.");
}

bool passes(const Execution& execution, Inspector& inspector) {
  return !execution.cut() && !execution.assumed_away() && inspector.inspect(execution).empty();
}

}  // namespace

std::optional<Schedule> tell_decisive_pair(const Schedule& schedule, kernel::World& world,
                                           const kernel::Body& body, Inspector& inspector,
                                           Counterexample& told) {
  if (schedule.size() > kLongest) return std::nullopt;
  const FreshNames names(world);
  Follow follow(schedule, schedule.size());
  const std::vector<Reversal> candidates = Candidates(world.run(body, follow)).all();
  for (const Reversal& reversal : candidates) {
    Attempt attempt(reversal);
    const Execution& other = world.run(body, attempt);
    if (!attempt.reversed() || !passes(other, inspector)) continue;
    tell(reversal, told);
    return schedule_of(other);
  }
  tell_that_nothing_decides(candidates.size(), told);
  return std::nullopt;
}

}  // namespace weft
