#include "weft/explorer/explore/minimise.h"

#include <algorithm>
#include <string_view>

#include "weft/explorer/explore/follow.h"
#include "weft/explorer/kernel/finding.h"

namespace weft {

using kernel::Execution;
using kernel::Open;
using kernel::Transition;

namespace {

// The budget, in events that are executed: about a second or two.
constexpr std::uint64_t kEventsAmongItsOwn = 200'000;
constexpr std::uint64_t kEventsAmongAll = 1'000'000;

constexpr std::uint32_t kRoot = 0;

}  // namespace

/// Replays a prefix, goes on as long as that costs nothing, and leaves the rest for later.
class Minimiser::Prober final : public kernel::Strategy {
 public:
  Prober(Minimiser& all, std::uint32_t node) : all_(all), node_(node) {
    for (std::uint32_t n = node; n != kRoot; n = all_.nodes_[n].parent) path_.push_back(n);
    std::ranges::reverse(path_);
  }

  Transition choose(Open& open) override {
    const std::size_t depth = open.so_far().size();
    all_.hash_.follow(open.so_far());
    if (strayed()) return {};
    if (depth >= path_.size()) return go_on(open);
    const Node& next = all_.nodes_[path_[depth]];
    if (!open.enabled(next.transition)) return {};  // the scenario is not deterministic
    costs_.push_back({.preemptions = next.level.first,
                      .switches = next.level.second,
                      .steps = costs_.back().steps + 1});
    return next.transition;
  }
  bool learn(const Execution& /*finished*/) override { return false; }
  void restart() override {}

  [[nodiscard]] const std::vector<Cost>& costs() const { return costs_; }

 private:
  [[nodiscard]] bool strayed() const {
    const auto& names = all_.hash_.names();
    return !all_.allowed_.empty() && !names.empty() &&
           !std::ranges::binary_search(all_.allowed_, names.back());
  }

  /// Another prefix has been here, at no higher price.
  [[nodiscard]] bool known(const Execution& so_far) {
    std::uint64_t key = all_.hash_.value();
    if (so_far.size() > 0) {
      const Transition& last = so_far.events().back().transition;
      key = stir(stir(key, index(last.goroutine)), index(last.peer));
    }
    return !all_.seen_.insert(key).second;
  }

  Transition go_on(Open& open) {
    const Cost here = costs_.back();
    if (here >= all_.best_->cost || known(open.so_far())) return {};
    const bool free = could_go_on(open);
    Transition next;
    std::uint32_t next_node = kRoot;
    for (const Transition& t : open.all()) {
      const Cost cost = then(here, t, open.so_far(), free);
      if (cost >= all_.best_->cost) continue;
      const std::uint32_t node = all_.add(node_, t, cost);
      const bool costs_nothing = cost.switches == here.switches;
      if (costs_nothing && next.none()) {
        next = t;
        next_node = node;
      } else {
        all_.waiting_[{cost.preemptions, cost.switches}].push_back(node);
      }
    }
    if (next.none()) return {};
    node_ = next_node;
    costs_.push_back({here.preemptions, here.switches, here.steps + 1});
    return next;
  }

  Minimiser& all_;
  std::uint32_t node_;
  std::vector<std::uint32_t> path_;
  std::vector<Cost> costs_{1};
};

/// Follows a schedule, and then, one after the other, goes on in every way there is.
class Minimiser::Endings final : public kernel::Strategy {
 public:
  explicit Endings(const Schedule& schedule) : schedule_(schedule) {}

  Transition choose(Open& open) override {
    const std::size_t depth = open.so_far().size();
    if (depth < schedule_.size())
      return open.enabled(schedule_[depth]) ? schedule_[depth] : Transition{};
    const auto all = open.all();
    if (all.empty()) return {};
    const std::size_t beyond = depth - schedule_.size();
    if (beyond == path_.size()) path_.emplace_back(0, all.size());
    return all[path_[beyond].first];
  }
  /// False: that was the last.
  bool learn(const Execution& /*finished*/) override {
    while (!path_.empty() && ++path_.back().first == path_.back().second) path_.pop_back();
    return !path_.empty();
  }
  void restart() override { path_.clear(); }

 private:
  const Schedule& schedule_;
  std::vector<std::pair<std::size_t, std::size_t>> path_;  // taken, of how many
};

std::uint32_t Minimiser::add(std::uint32_t parent, const Transition& t, const Cost& cost) {
  nodes_.push_back({parent, t, {cost.preemptions, cost.switches}});
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

std::optional<Smallest> Minimiser::smallest(const Schedule& schedule, const Broken& broken) {
  for (FreshNames names(world_);; names.forget()) {
    learned_ = doubtful_ = false;
    if (!start(schedule, broken)) return std::nullopt;
    (void)search(kEventsAmongItsOwn);
    allowed_.clear();
    best_->proved = search(kEventsAmongAll) && !doubtful_;
    // Footprints that have become finer make other prefixes equal: all again.
    if (!learned_) return best_;
  }
}

/// Runs the schedule that is known to fail: the first best, and the events to look among first.
bool Minimiser::start(const Schedule& schedule, const Broken& broken) {
  Follow follow(schedule);
  Accountant accountant(follow);
  target_.reset();
  best_.reset();
  const Execution& execution = world_.run(body_, accountant);
  const Broken* const same = find_again(broken.violation, inspector_.inspect(execution));
  if (same == nullptr) return false;
  target_.emplace(same->violation, execution);
  best_ = {.schedule = schedule_of(execution), .broken = *same, .cost = {}, .proved = false};
  best_->schedule.resize(broken.violation.events);
  best_->cost = accountant.costs()[broken.violation.events];
  hash_.clear();
  hash_.follow(execution);
  allowed_ = hash_.names();
  std::ranges::sort(allowed_);
  return true;
}

/// True: there is nothing left that could be smaller than the best.
bool Minimiser::search(std::uint64_t budget) {
  nodes_.assign(1, {kRoot, {}, {}});
  waiting_.clear();
  seen_.clear();
  events_ = 0;
  waiting_[{}].push_back(kRoot);
  while (!waiting_.empty() && !learned_) {
    const auto cheapest = waiting_.begin();
    const Level best{best_->cost.preemptions, best_->cost.switches};
    if (cheapest->first > best) return true;
    if (cheapest->second.empty()) {
      waiting_.erase(cheapest);
      continue;
    }
    if (events_ > budget) return false;
    const std::uint32_t node = cheapest->second.back();
    cheapest->second.pop_back();
    probe(node);
  }
  return !learned_;
}

void Minimiser::probe(std::uint32_t node) {
  hash_.clear();
  Prober prober(*this, node);
  const Execution& execution = world_.run(body_, prober);
  events_ += execution.size() + 1;
  learned_ = learned_ || world_.learned_something();
  look_at(execution, prober.costs());
}

void Minimiser::look_at(const Execution& execution, const std::vector<Cost>& costs) {
  const Broken* const found = target_->find_in(inspector_.inspect(execution), execution);
  if (found == nullptr) return;
  const std::uint32_t events = found->violation.events;
  if (events >= costs.size() || costs[events] >= best_->cost) return;
  Smallest smaller{.schedule = schedule_of(execution), .broken = *found, .cost = costs[events]};
  smaller.schedule.resize(events);
  smaller.broken.violation.goroutine = place(found->violation.goroutine, execution);
  const bool not_over = execution.cut() && !execution.crashed();
  const bool circle = std::string_view(found->violation.kind) == kind::kDeadlock;
  if (not_over && circle && !lasts(smaller)) return;
  best_ = std::move(smaller);
}

/// A circle that has closed may be opened by somebody outside, who gives back a lock for another.
bool Minimiser::lasts(const Smallest& circle) {
  constexpr int kMost = 1000;
  const auto is_there_after = [&](kernel::Strategy& strategy) {
    const Execution& whole = world_.run(body_, strategy);
    events_ += whole.size() + 1;
    learned_ = learned_ || world_.learned_something();
    const Broken* const found = target_->find_in(inspector_.inspect(whole), whole);
    return found != nullptr && found->violation.events == circle.broken.violation.events;
  };
  Follow as_replayed(circle.schedule);
  if (is_there_after(as_replayed)) return true;
  Endings endings(circle.schedule);
  for (int i = 0; i < kMost; ++i) {
    if (is_there_after(endings)) break;
    if (!endings.learn(world_.so_far())) return false;
  }
  doubtful_ = true;
  return false;
}

}  // namespace weft
