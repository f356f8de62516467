#include "weft/primitives/moments.h"

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
  if (idle_) return time_;
  Time latest{};
  for (const Sight& sight : sights_) {
    if (sight.time > latest && kernel::ordered_before_now(sight.seen)) latest = sight.time;
  }
  return latest;
}

void Moments::reach(Time t) {
  if (!idle_ && t > local()) sights_.push_back({kernel::now(), t});
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
  reach(deadline);
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

// What time it is must not stay behind on the stack: a loop that sleeps would look different every
// time it comes round. Hence out of line, and wiped.
[[gnu::noinline]] void Moments::pass(Duration d) {
  reach(later(local(), d));
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
