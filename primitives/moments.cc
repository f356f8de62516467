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
constexpr Duration kUnknown{-1};

/// The one after the other, or the longest there is if that is longer.
Duration after(Duration before, Duration length) {
  return later(Time(before), length).time_since_epoch();
}

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
  return idle_ ? time_ : Time(since(0));
}

Beginning Moments::begin() {
  if (idle_) return Beginning::of_execution;
  Known known{.began = kernel::now(), .time = local(), .earlier = {}};
  for (std::size_t n = 0; n < beginnings_.size(); ++n) known.earlier.push_back(since(n));
  beginnings_.push_back(std::move(known));
  return Beginning(beginnings_.size() - 1);
}

bool Moments::knows(Beginning beginning) const {
  const auto n = static_cast<std::size_t>(beginning);
  return n == 0 || kernel::ordered_before_now(beginnings_[n].began);
}

Duration Moments::since(std::size_t beginning) const {
  if (!knows(Beginning(beginning))) return kUnknown;
  const std::vector<Sight>& sights = beginnings_[beginning].sights;
  const auto known = std::find_if(sights.rbegin(), sights.rend(), [](const Sight& sight) {
    return kernel::ordered_before_now(sight.seen);
  });
  return known == sights.rend() ? Duration::zero() : known->passed;
}

void Moments::see(std::size_t beginning, Duration passed) {
  if (passed <= since(beginning)) return;
  std::vector<Sight>& sights = beginnings_[beginning].sights;
  const auto place = std::ranges::upper_bound(sights, passed, {}, &Sight::passed);
  sights.insert(place, {kernel::now(), passed});
}

void Moments::reach(Time t, Beginning since) {
  if (idle_) return;
  const auto n = static_cast<std::size_t>(since);
  const Duration length = t - beginnings_[n].time;
  for (std::size_t earlier = 0; earlier < n; ++earlier) {
    const Duration before = beginnings_[n].earlier[earlier];
    if (before >= Duration::zero()) see(earlier, after(before, length));
  }
  see(n, length);
}

bool Moments::comes_after(Time t, Time deadline, Beginning since) const {
  if (idle_) return t > deadline;
  const auto n = static_cast<std::size_t>(since);
  return knows(since) && after(this->since(n), t - local()) > deadline - beginnings_[n].time;
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

// What time it is must not stay behind on the stack: a loop that sleeps would look different every
// time it comes round. Hence out of line, and wiped.
[[gnu::noinline]] void Moments::pass(Duration d) {
  for (std::size_t n = 0; n < beginnings_.size(); ++n) {
    const Duration before = since(n);
    if (before >= Duration::zero()) see(n, after(before, d));
  }
  wipe_stack();
}

[[gnu::noinline]] void Moments::wipe_stack() {
  char below[1024];
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
