#include "weft/primitives/timer.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <utility>
#include <vector>

#include "weft/primitives/handle.h"
#include "weft/primitives/moments.h"

namespace weft {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::declare;
using kernel::Sync;
using kernel::Test;

namespace {

// What state a timer is in, as its resource counts.
constexpr int kArmed = 0;
constexpr int kFired = 1;  // and nobody has received from it
constexpr int kSpent = 2;  // received from, has called its function, or was stopped

class YesOrNo final : public kernel::Operation {
 public:
  YesOrNo(std::span<const AlternativeId> ways, const AlternativeId& look, const char* verb,
          const kernel::Name& name, Location at)
      : Operation(ways, verb, name, at) {
    called_from_destructors();
    otherwise(std::span(&look, 1));
  }
  [[nodiscard]] bool yes() const { return taken() != kernel::kOtherwise; }
  void result(std::ostream& out) const override { out << (yes() ? "true" : "false"); }
};

}  // namespace

class TimerCore final : public chan::State<Time>, public std::enable_shared_from_this<TimerCore> {
 public:
  TimerCore(kernel::Function body, Location at)
      : chan::State<Time>("timer", {}, at),
        body_(std::move(body)),
        fires_by_itself_(static_cast<bool>(body_) || kernel::behaviour().idle_clock ||
                         kernel::known(at)) {
    look_ = declare(Alternative{}.read(state_));
    receive_ = {move(fires_by_itself_ ? kFired : kArmed, kSpent, Sync::acquire)};
    receive_by(receive_, look_);
    stop_ = {move(kArmed, kSpent, Sync::none), move(kFired, kSpent, Sync::none)};
    fired_ = declare(Alternative{}.when(state_, Test::equal, kFired).read(state_));
    spent_ = declare(Alternative{}.when(state_, Test::equal, kSpent).read(state_));
  }

  [[nodiscard]] bool calls_a_function() const { return static_cast<bool>(body_); }

  /// A duration that is not positive is over at once.
  [[gnu::noinline]] void arm(Duration d, bool prolongs = false) {
    const Duration length = std::max(d, Duration::zero());
    if (!fires_by_itself_) arms_.clear();  // what was before is of no use to anybody
    arms_.push_back(
        {{from_now(length), moments().begin()}, kernel::count(generation_), length, prolongs});
    if (!fires_by_itself_) return;
    kernel::spawn([self = shared_from_this(), arm = arms_.size() - 1] { self->fire(arm); },
                  {.name = "clock",
                   .at = {},
                   .background = true,
                   .internal = true,
                   .calls_back = calls_a_function()});
  }

  /// `by`, here and below: the handle it is come by.
  bool stop(Location at, const kernel::Name& by) {
    if (calls_a_function()) await_overdue(at, &by);
    YesOrNo stopping(stop_, look_, "stop", name(), at);
    stopping.by(&by);
    kernel::perform(stopping);
    return stopping.yes();
  }

  bool reset(Duration d, Location at, const kernel::Name& by) {
    if (calls_a_function()) await_overdue(at, &by);
    const std::array<AlternativeId, 3> ways = {again(kArmed), again(kFired), again(kSpent)};
    const std::uint16_t before = kernel::perform_release(ways, "reset", name(), at, &by);
    if (kernel::unwinding()) return false;
    arm(d, before == kArmed);
    Moments::wipe_stack();
    return before != kSpent;
  }

  void polled() const override {
    kernel::learn(name().declared);
    if (fires_by_itself_) await_overdue(name().declared);
  }
  void take(std::uint16_t /*way*/, void* /*payload*/, std::optional<Time>& value) override {
    value.emplace(arms_.back().deadline.time);
  }
  void after_receive() override { moments().reach(arms_.back().deadline); }

 private:
  struct Arm {
    Deadline deadline;
    std::int32_t generation;
    Duration length;
    bool prolongs;  // it had not fired: of a function, that is not after the deadline before
  };

  AlternativeId move(int from, int to, Sync sync) const {
    return declare(Alternative{}.when(state_, Test::equal, from).write(state_, sync, to - from));
  }
  AlternativeId again(int from) const {
    Alternative armed =
        Alternative{}.when(state_, Test::equal, from).write(state_, Sync::release, kArmed - from);
    if (fires_by_itself_) armed.tally(generation_, -1);
    return declare(armed);
  }

  [[nodiscard]] Alternative armed_again_after(std::int32_t generation) const {
    return Alternative{}.when(generation_, Test::below, generation).read(state_);
  }

  void fire(std::size_t nth) {
    const Arm arm = arms_[nth];
    const int fired = calls_a_function() ? kSpent : kFired;
    Alternative way = Alternative{}
                          .when(state_, Test::equal, kArmed)
                          .when(generation_, Test::equal, arm.generation)
                          .write(state_, Sync::none, fired - kArmed);
    const AlternativeId due = declare(moments().not_before(arm.deadline.time, way));
    if (!calls_a_function()) {
      kernel::perform(due, "fire", name(), name().declared);
    } else if (kernel::perform(due_or_off(due, arm.generation), "fire", name(), name().declared) ==
               0) {
      moments().reach(arm.deadline);
      kernel::spawn([self = shared_from_this()] { self->body_(); },
                    {.name = {}, .at = name().declared});
    }
  }

  /// What waits to call a function ends when it was called off: it may not outlive what the
  /// function refers to.
  [[nodiscard]] std::array<AlternativeId, 3> due_or_off(AlternativeId due,
                                                        std::int32_t generation) const {
    return {due,
            declare(Alternative{}
                        .when(state_, Test::equal, kSpent)
                        .when(generation_, Test::equal, generation)
                        .read(state_)),
            declare(armed_again_after(generation))};
  }

  /// What the calling goroutine knows to be due has fired. That somebody has armed it again it
  /// may learn only here.
  void await_overdue(Location at, const kernel::Name* by = nullptr) const {
    std::size_t count = moments().known(arms_);
    while (!kernel::unwinding() && overdue(count)) {
      const std::int32_t last = arms_[count - 1].generation;
      const AlternativeId again =
          declare(armed_again_after(last).when(state_, Test::equal, kArmed));
      const std::array ways = {fired_, spent_, again};
      if (kernel::perform_release(ways, "wait for", name(), at, by) != 2) return;
      count = arms_.size();
    }
  }

  /// After the first `count` arms, by what the calling goroutine knows of any of them.
  [[nodiscard]] bool overdue(std::size_t count) const {
    Duration prolonged{};
    while (count-- > 0) {
      const Arm& arm = arms_[count];
      if (moments().overdue({later(arm.deadline.time, prolonged), arm.deadline.since})) return true;
      if (!arm.prolongs) return false;
      prolonged = later(prolonged, arm.length);
    }
    return false;
  }

  kernel::Function body_;
  bool fires_by_itself_;
  kernel::ResourceId state_ = kernel::new_resources();
  kernel::ResourceId generation_ = kernel::new_resources();
  std::vector<Arm> arms_;
  AlternativeId look_;
  std::array<AlternativeId, 1> receive_;
  std::array<AlternativeId, 2> stop_;
  AlternativeId fired_;
  AlternativeId spent_;
};

namespace {

std::shared_ptr<TimerCore> armed(Duration d, kernel::Function body, Location at) {
  const auto core = make_kept<TimerCore>(std::move(body), at);
  core->arm(d);
  Moments::wipe_stack();
  return core;
}

RecvChan<Time> channel_of(const std::shared_ptr<TimerCore>& core) {
  return RecvChan<Time>(core);
}

}  // namespace

Timer::Timer(const std::shared_ptr<TimerCore>& core) : core_(core, core->name()) {}

Timer::Timer(Duration d, Location at) : Timer(armed(d, {}, at)) {}

RecvChan<Time> Timer::c() const {
  const auto core = core_.use_quietly();
  if (core == nullptr || core->calls_a_function()) return nullptr;
  return channel_of(core);
}

bool Timer::stop(Location at) const {
  const auto core = core_.use_quietly();
  return core != nullptr && core->stop(at, core_.name());
}

bool Timer::reset(Duration d, Location at) const {
  const auto core = core_.use_quietly();
  return core != nullptr && core->reset(d, at, core_.name());
}

RecvChan<Time> after(Duration d, Location at) {
  return channel_of(armed(d, {}, at));
}

Timer after_func(Duration d, kernel::Function body, Location at) {
  return Timer(armed(d, std::move(body), at));
}

}  // namespace weft
