#include "weft/primitives/timer.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <utility>
#include <vector>

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

/// A duration that is not positive is over at once.
Time expiry(Duration d) {
  return from_now(std::max(d, Duration::zero()));
}

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
    gone_ = {declare(Alternative{}.when(state_, Test::equal, kFired).read(state_)),
             declare(Alternative{}.when(state_, Test::equal, kSpent).read(state_))};
  }

  [[nodiscard]] bool calls_a_function() const { return static_cast<bool>(body_); }

  void arm(Time deadline) {
    deadline_ = deadline;
    arms_.push_back({kernel::now(), deadline});
    if (!fires_by_itself_) return;
    const auto generation = kernel::count(generation_);
    kernel::spawn([self = shared_from_this(), generation] { self->fire(generation); },
                  {.name = "clock",
                   .at = {},
                   .background = true,
                   .internal = true,
                   .calls_back = calls_a_function()});
  }

  bool stop(Location at) {
    // Of a function that was due it is known that it was called.
    if (calls_a_function() && overdue()) kernel::perform(gone_, "wait for", name(), at);
    YesOrNo stopping(stop_, look_, "stop", name(), at);
    kernel::perform(stopping);
    return stopping.yes();
  }

  bool reset(Duration d, Location at) {
    const Time deadline = expiry(d);
    const std::array<AlternativeId, 3> ways = {again(kArmed), again(kFired), again(kSpent)};
    const std::uint16_t before = kernel::perform_release(ways, "reset", name(), at);
    if (kernel::unwinding()) return false;
    arm(deadline);
    return before != kSpent;
  }

  void polled() const override {
    kernel::learn(name().declared);
    if (fires_by_itself_ && overdue()) kernel::perform(gone_, "wait for", name(), name().declared);
  }
  void take(std::uint16_t /*way*/, void* /*payload*/, std::optional<Time>& value) override {
    value.emplace(deadline_);
  }
  void after_receive() override { moments().reach(deadline_); }

 private:
  struct Arm {
    kernel::Epoch at;
    Time deadline;
  };

  AlternativeId move(int from, int to, Sync sync) const {
    return declare(Alternative{}.when(state_, Test::equal, from).write(state_, sync, to - from));
  }
  AlternativeId again(int from) const {
    return declare(Alternative{}
                       .when(state_, Test::equal, from)
                       .write(state_, Sync::release, kArmed - from)
                       .tally(generation_, -1));
  }

  void fire(std::int32_t generation) {
    const int fired = calls_a_function() ? kSpent : kFired;
    Alternative way = Alternative{}
                          .when(state_, Test::equal, kArmed)
                          .when(generation_, Test::equal, generation)
                          .write(state_, Sync::none, fired - kArmed);
    const Time deadline = arms_.back().deadline;
    const AlternativeId due = declare(moments().not_before(deadline, way));
    if (!calls_a_function()) {
      kernel::perform(due, "fire", name(), name().declared);
    } else if (kernel::perform(due_or_off(due, generation), "fire", name(), name().declared) == 0) {
      moments().reach(deadline);
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
            declare(Alternative{}.when(generation_, Test::below, generation).read(state_))};
  }

  /// By what the calling goroutine knows of when it was armed last.
  [[nodiscard]] bool overdue() const {
    Time deadline = Time::max();
    for (const Arm& arm : arms_) {
      if (kernel::ordered_before_now(arm.at)) deadline = arm.deadline;
    }
    return deadline != Time::max() && moments().overdue(deadline);
  }

  kernel::Function body_;
  bool fires_by_itself_;
  kernel::ResourceId state_ = kernel::new_resources();
  kernel::ResourceId generation_ = kernel::new_resources();
  Time deadline_{};
  std::vector<Arm> arms_;
  AlternativeId look_;
  std::array<AlternativeId, 1> receive_;
  std::array<AlternativeId, 2> stop_;
  std::array<AlternativeId, 2> gone_;
};

Timer::Timer(std::shared_ptr<TimerCore> core) : core_(std::move(core)) {}

Timer::Timer(Duration d, Location at) : core_(std::make_shared<TimerCore>(kernel::Function(), at)) {
  core_->arm(expiry(d));
}

RecvChan<Time> Timer::c() const {
  if (core_->calls_a_function()) return nullptr;
  return RecvChan<Time>(core_);
}

bool Timer::stop(Location at) const {
  return core_->stop(at);
}

bool Timer::reset(Duration d, Location at) const {
  return core_->reset(d, at);
}

RecvChan<Time> after(Duration d, Location at) {
  return Timer(d, at).c();
}

Timer after_func(Duration d, kernel::Function body, Location at) {
  Timer timer(std::make_shared<TimerCore>(std::move(body), at));
  timer.core_->arm(expiry(d));
  return timer;
}

}  // namespace weft
