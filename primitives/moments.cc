#include "weft/primitives/moments.h"

#include <algorithm>
#include <cstring>
#include <ostream>

namespace weft {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::ResourceId;
using kernel::Test;

namespace {

const kernel::Name kClock{"clock", "clock", {}};
constexpr kernel::MakerKey kMoments{.name = "moments"};

class Sleep final : public kernel::Operation {
 public:
  Sleep(const AlternativeId& way, Duration length, Location at)
      : Operation(std::span(&way, 1), "sleep", kClock, at), length_(length) {}
  void result(std::ostream& out) const override { out << "for " << to_string(length_); }

 private:
  Duration length_;
};

/// Time moves to a moment: when nothing else can happen, and no moment before it is left.
class Arrival final : public kernel::Operation {
 public:
  Arrival(const AlternativeId& way, Time moment, Time& time)
      : Operation(std::span(&way, 1), "move", kClock, {}), moment_(moment), time_(time) {
    urgency(kernel::Urgency::idle, moment.time_since_epoch().count());
  }
  void execute(kernel::Step& /*step*/) override { time_ = moment_; }
  void result(std::ostream& out) const override {
    out << "to " << to_string(moment_.time_since_epoch());
  }

 private:
  Time moment_;
  Time& time_;
};

}  // namespace

Moments& moments() {
  return kernel::per_execution<Moments>();
}

Time Moments::local() const {
  return idle_ ? time_ : Time(passed(execution_));
}

Beginning Moments::begin() {
  if (idle_) return {};
  auto count = std::make_shared<Count>(
      Count{.began = kernel::now(), .time = local(), .earlier = known_now()});
  counts_.push_back(count);
  return count;
}

bool Moments::knows(const Beginning& beginning) const {
  return beginning == nullptr || kernel::ordered_before_now(beginning->began);
}

std::vector<Count::Earlier> Moments::known_now() {
  std::erase_if(counts_, [](const std::weak_ptr<Count>& count) { return count.expired(); });
  std::vector<Count::Earlier> known;
  for (const std::weak_ptr<Count>& kept : counts_) {
    const Beginning count = kept.lock();
    if (knows(count)) known.emplace_back(count, passed(*count));
  }
  return known;
}

Duration Moments::passed(const Count& count) {
  const auto known = std::find_if(
      count.sights.rbegin(), count.sights.rend(),
      [](const Count::Sight& sight) { return kernel::ordered_before_now(sight.seen); });
  return known == count.sights.rend() ? Duration::zero() : known->passed;
}

void Moments::see(Count& count, Duration passed) {
  if (passed <= Moments::passed(count)) return;
  const auto place = std::ranges::upper_bound(count.sights, passed, {}, &Count::Sight::passed);
  count.sights.insert(place, {kernel::now(), passed});
}

void Moments::reach(const Deadline& deadline) {
  if (idle_) return;
  see(execution_, deadline.time.time_since_epoch());
  if (deadline.since == nullptr) return;
  const Duration length = deadline.time - deadline.since->time;
  for (const auto& [kept, before] : deadline.since->earlier) {
    if (const Beginning count = kept.lock()) see(*count, later(before, length));
  }
  see(*deadline.since, length);
}

bool Moments::comes_after(Time t, const Deadline& deadline) const {
  if (idle_ || deadline.since == nullptr) return t > deadline.time;
  const Count& count = *deadline.since;
  return knows(deadline.since) && later(passed(count), t - local()) > deadline.time - count.time;
}

ResourceId Moments::moment(Time deadline) {
  const auto [place, is_new] = moments_.try_emplace(deadline, kernel::kNoResource);
  if (is_new) {
    const kernel::MadeFor moment(&kMoments,
                                 static_cast<std::uint64_t>(deadline.time_since_epoch().count()));
    const ResourceId reached = place->second = kernel::new_resources();
    kernel::spawn([this, deadline, reached] { wait_for(deadline, reached); },
                  {.name = "clock", .at = {}, .background = true, .internal = true});
    return reached;
  }
  return place->second;
}

void Moments::wait_for(Time deadline, ResourceId reached) {
  const AlternativeId way = kernel::declare(Alternative{}.write(reached, kernel::Sync::none, +1));
  Arrival arrival(way, deadline, time_);
  kernel::perform(arrival);
}

Alternative& Moments::not_before(Time deadline, Alternative& way) {
  if (!idle_ || deadline <= time_) return way;
  const ResourceId reached = moment(deadline);
  return way.when(reached, Test::positive).read(reached);
}

void Moments::sleep_until(Time deadline) {
  Alternative awake;
  kernel::perform(kernel::declare(not_before(deadline, awake)), "wait for", kClock, {});
}

void Moments::sleep(Duration d, Location at) {
  AlternativeId way = at_any_time_;
  if (idle_) {
    Alternative awake;
    way = kernel::declare(not_before(later(time_, d), awake));
  }
  Sleep sleep(way, d, at);
  kernel::perform(sleep);
  if (!idle_) pass(d);
}

void Moments::waited_until(Time t) {
  if (!idle_) pass(t - local());
}

// Out of line, so that its stack can be wiped.
[[gnu::noinline]] void Moments::pass(Duration d) {
  for (const auto& [count, before] : known_now()) see(*count.lock(), later(before, d));
  see(execution_, later(passed(execution_), d));
  wipe_stack();
}

[[gnu::noinline]] void Moments::wipe_stack() {
  char below[2048];
  std::memset(below, 0, sizeof below);
  asm volatile("" : : "r"(below) : "memory");
}

Time VirtualClock::now() {
  return moments().local();
}

Time from_now(Duration d) {
  return later(now(), d);
}

std::string to_string(Duration d) {
  struct Unit {
    Duration::rep length;
    const char* name;
  };
  constexpr Unit kUnits[] = {{3'600'000'000'000, "h"}, {60'000'000'000, "m"}, {1'000'000'000, "s"},
                             {1'000'000, "ms"},        {1'000, "us"},         {1, "ns"}};
  if (d == Duration::zero()) return "0s";
  std::string text = d < Duration::zero() ? "-" : "";
  Duration::rep rest = d < Duration::zero() ? -d.count() : d.count();
  for (const Unit& unit : kUnits) {
    if (rest >= unit.length) text += std::to_string(rest / unit.length) + unit.name;
    rest %= unit.length;
  }
  return text;
}

void sleep(Duration d, Location at) {
  if (d <= Duration::zero() || kernel::unwinding()) return;
  moments().sleep(d, at);
}

}  // namespace weft
