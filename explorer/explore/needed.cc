#include "weft/explorer/explore/needed.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "weft/explorer/explore/follow.h"
#include "weft/explorer/explore/target.h"
#include "weft/explorer/kernel/finding.h"

namespace weft {

using kernel::Execution;
using kernel::GoroutineId;
using kernel::Open;
using kernel::Transition;

namespace {

constexpr std::size_t kReruns = 100;
constexpr std::size_t kLongest = 1000;  // events

/// Who else could have gone on at a switch. At a preemption that is who was preempted.
struct Switch {
  std::size_t event;
  bool preempts;
  std::set<GoroutineId> others;
};

/// Follows the schedule and looks around at its switches.
class Lookout final : public kernel::Strategy {
 public:
  explicit Lookout(const Schedule& schedule) : follow_(schedule, schedule.size()) {}

  Transition choose(Open& open) override {
    const Transition next = follow_.choose(open);
    const bool first = open.so_far().size() == 0;
    if (!next.none() && !first && switches(next, open.so_far())) look(next, open);
    return next;
  }
  bool learn(const Execution& /*finished*/) override { return false; }
  void restart() override {}

  [[nodiscard]] const std::vector<Switch>& seen() const { return seen_; }

 private:
  void look(const Transition& next, Open& open) {
    const Transition last = open.so_far().events().back().transition;
    Switch here{.event = open.so_far().size(), .preempts = could_go_on(open), .others = {}};
    for (const Transition& t : open.all()) {
      if (here.preempts && !last.involves(t.goroutine)) continue;
      if (!next.involves(t.goroutine)) here.others.insert(t.goroutine);
    }
    if (!here.others.empty()) seen_.push_back(std::move(here));
  }

  Follow follow_;
  std::vector<Switch> seen_;
};

/// Follows a schedule, but lets `other` go on at `event`: for one step, or for as long as it can.
/// What cannot happen after that is left out.
class Instead final : public kernel::Strategy {
 public:
  Instead(const Schedule& schedule, std::size_t event, GoroutineId other, bool on_and_on)
      : schedule_(schedule), event_(event), other_(other), on_and_on_(on_and_on) {
    restart();
  }

  Transition choose(Open& open) override {
    if (next_ < event_) {
      const Transition t = schedule_[next_++];
      return open.enabled(t) ? t : Transition{};
    }
    if (goes_on_) {
      const Transition t = first_of(other_, open);
      goes_on_ = on_and_on_ && !t.none();
      if (!t.none()) {
        ++ahead_;
        return t;
      }
    }
    while (next_ < schedule_.size()) {
      const Transition t = schedule_[next_++];
      const bool had = t.goroutine == other_ && ahead_ > 0;
      if (had) --ahead_;
      if (!had && open.enabled(t)) return t;
    }
    return open.usual();
  }
  bool learn(const Execution& /*finished*/) override { return false; }
  void restart() override {
    next_ = ahead_ = 0;
    goes_on_ = true;
  }

 private:
  const Schedule& schedule_;
  std::size_t event_;
  GoroutineId other_;
  bool on_and_on_;
  std::size_t next_ = 0;
  std::size_t ahead_ = 0;  // steps of the other one that came earlier than in the schedule
  bool goes_on_ = true;
};

class Trial {
 public:
  Trial(const Schedule& schedule, kernel::World& world, const kernel::Body& body,
        Inspector& inspector)
      : schedule_(schedule), world_(world), body_(body), inspector_(inspector) {}

  /// The switches at which somebody else could have gone on.
  std::vector<Switch> look(const Broken& broken) {
    Lookout lookout(schedule_);
    const Execution& execution = world_.run(body_, lookout);
    const Broken* const again = find_again(broken.violation, inspector_.inspect(execution));
    if (again == nullptr) return {};
    target_.emplace(again->violation, execution);
    return lookout.seen();
  }

  /// Nothing when there have been too many runs.
  std::optional<Transcript::Need> need_of(const Switch& here) {
    for (const GoroutineId other : here.others) {
      if (reruns_ + 2 > kReruns) return std::nullopt;
      // Preempted one step later is still preempted.
      const bool fails =
          fails_with(here, other, true) || (!here.preempts && fails_with(here, other, false));
      if (fails) return Transcript::Need::free;
    }
    return Transcript::Need::needed;
  }

 private:
  bool fails_with(const Switch& here, GoroutineId other, bool on_and_on) {
    ++reruns_;
    Instead instead(schedule_, here.event, other, on_and_on);
    const Execution& execution = world_.run(body_, instead);
    const auto never_yields = [](const kernel::Incident& incident) {
      return std::string_view(incident.kind) == kind::kNeverYields;
    };
    // Waiting for the watchdog once is enough.
    if (std::ranges::any_of(execution.incidents(), never_yields)) reruns_ = kReruns;
    return target_->find_in(inspector_.inspect(execution), execution) != nullptr;
  }

  const Schedule& schedule_;
  kernel::World& world_;
  const kernel::Body& body_;
  Inspector& inspector_;
  std::optional<Target> target_;
  std::size_t reruns_ = 0;
};

}  // namespace

void mark_needed_switches(const Schedule& schedule, const Broken& broken, kernel::World& world,
                          const kernel::Body& body, Inspector& inspector, Counterexample& told) {
  if (schedule.size() > kLongest) return;
  const FreshNames names(world);
  Trial trial(schedule, world, body, inspector);
  std::map<std::size_t, Transcript::Need> needs;  // by event
  for (const Switch& here : trial.look(broken)) {
    if (const auto need = trial.need_of(here)) needs[here.event] = *need;
  }
  for (Transcript::Step& step : told.transcript.steps) {
    const auto known = needs.find(step.event);
    const bool event = step.kind == Transcript::StepKind::operation && step.switched;
    if (event && known != needs.end()) step.need = known->second;
  }
}

}  // namespace weft
