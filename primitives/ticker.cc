#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "weft/primitives/handle.h"
#include "weft/primitives/moments.h"
#include "weft/primitives/panic.h"
#include "weft/primitives/timer.h"

namespace weft {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::declare;
using kernel::Sync;
using kernel::Test;

class TickerCore final : public chan::State<Time>, public std::enable_shared_from_this<TickerCore> {
 public:
  explicit TickerCore(Location at) : chan::State<Time>("ticker", {}, at) {
    look_ = declare(Alternative{}.read(unread_).read(stopped_));
    receive_ = {declare(Alternative{}
                            .when(unread_, Test::positive)
                            .when(stopped_, Test::zero)
                            .write(unread_, Sync::none, -1)
                            .read(stopped_, Sync::acquire)
                            .tally(generation_, -1))};
    receive_by(receive_, look_);
    stop_ = declare(Alternative{}.when(stopped_, Test::zero).write(stopped_, Sync::none, +1));
    tick_ = declare(Alternative{}.when(unread_, Test::zero).write(unread_, Sync::none, +1));
    ready_ = {declare(Alternative{}.when(unread_, Test::positive).read(unread_)),
              declare(Alternative{}
                          .when(unread_, Test::zero)
                          .when(stopped_, Test::positive)
                          .read(unread_)
                          .read(stopped_))};
  }

  /// From now on there is somebody who might receive from it.
  void noticed() const { kernel::learn(name().declared); }

  void start(Duration period) {
    next_ = from_now(period);
    period_ = period;
    count_from_now();
    if (!kernel::known(name().declared)) return;
    kernel::spawn([self = shared_from_this()] { self->tick(); },
                  {.name = "clock", .at = {}, .background = true, .internal = true});
  }

  /// `by`, here and below: the handle it is come by.
  void stop(Location at, const kernel::Name& by) {
    class Stopping final : public kernel::Operation {
     public:
      Stopping(const AlternativeId& stop, const AlternativeId& look, const kernel::Name& name,
               Location at)
          : Operation(std::span(&stop, 1), "stop", name, at) {
        called_from_destructors();
        otherwise(std::span(&look, 1));
      }
    };
    Stopping stopping(stop_, look_, name(), at);
    stopping.by(&by);
    kernel::perform(stopping);
  }

  void reset(Duration period, Location at, const kernel::Name& by) {
    const Time next = from_now(period);
    const std::array<AlternativeId, 4> ways = {again(0, 0), again(0, 1), again(1, 0), again(1, 1)};
    class Resetting final : public kernel::Operation {
     public:
      Resetting(std::span<const AlternativeId> ways, Location at, TickerCore& of, Time next,
                Duration period)
          : Operation(ways, "reset", of.name(), at), of_(of), next_(next), period_(period) {
        called_from_destructors();
      }
      void execute(kernel::Step& /*step*/) override {
        of_.next_ = next_;
        of_.period_ = period_;
      }

     private:
      TickerCore& of_;
      Time next_;
      Duration period_;
    };
    Resetting resetting(ways, at, *this, next, period);
    resetting.by(&by);
    kernel::perform(resetting);
    if (!kernel::unwinding()) count_from_now();
  }

  void polled() const override {
    noticed();
    if (!kernel::known(name().declared)) return;
    const std::size_t count = moments().known(expected_);
    if (count == 0 || !moments().overdue(expected_[count - 1].deadline)) return;
    const std::int32_t last = expected_[count - 1].generation;
    const AlternativeId another = declare(Alternative{}
                                              .when(unread_, Test::zero)
                                              .when(stopped_, Test::zero)
                                              .when(generation_, Test::below, last)
                                              .read(unread_)
                                              .read(stopped_));
    const std::array ways = {ready_[0], ready_[1], another};
    kernel::perform(ways, "wait for", name(), name().declared);
  }
  void take(std::uint16_t /*way*/, void* /*payload*/, std::optional<Time>& value) override {
    value.emplace(unread_time_);
    received_ = unread_time_;
  }
  void after_receive() override {
    moments().reach({received_, since_});
    expect_next();
  }

 private:
  /// Ticks nobody had room for were dropped, so who receives one late does not know when within the
  /// period the next one is due; at the latest then. Of another generation is the one that comes
  /// after somebody has received this one, or set the ticker anew.
  struct Expected {
    Deadline deadline;
    std::int32_t generation;
  };
  void expect_next() {
    expected_.push_back({{from_now(period_), moments().begin()}, kernel::count(generation_)});
  }
  void count_from_now() {
    expect_next();
    since_ = expected_.back().deadline.since;
  }

  class Tick final : public kernel::Operation {
   public:
    Tick(const AlternativeId& way, TickerCore& of, bool freely)
        : Operation(std::span(&way, 1), "tick", of.name(), of.name().declared), of_(of) {
      if (!freely) urgency(kernel::Urgency::idle, of.next_.time_since_epoch().count());
    }
    void execute(kernel::Step& /*step*/) override {
      of_.unread_time_ = of_.next_;
      of_.next_ = later(of_.next_, of_.period_);
    }

   private:
    TickerCore& of_;
  };

  AlternativeId again(int unread, int stopped) const {
    return declare(Alternative{}
                       .when(unread_, Test::equal, unread)
                       .when(stopped_, Test::equal, stopped)
                       .write(unread_, Sync::none, -unread)
                       .write(stopped_, Sync::release, -stopped)
                       .tally(generation_, -1));
  }

  void tick() {
    constexpr int kWhenNothingElseCan = 100;
    const int freely = kernel::behaviour().spin_bound + 1;
    const bool idle = kernel::behaviour().idle_clock;
    for (int n = 0; n < freely + kWhenNothingElseCan; ++n) {
      if (idle) wait_until_due();
      Tick tick(tick_, *this, n < freely || idle);
      kernel::perform(tick);
      if (n >= freely && !idle) kernel::hold_back();
    }
    kernel::hold_back();
  }

  /// Under an idle clock time moves on for a ticker only if its last tick was received.
  void wait_until_due() {
    const AlternativeId received = declare(Alternative{}.when(unread_, Test::zero).read(unread_));
    kernel::perform(received, "wait for", name(), name().declared);
    const Time now = moments().local();
    if (next_ < now) next_ += (now - next_ + period_ - Duration(1)) / period_ * period_;
    moments().sleep_until(next_);
  }

  kernel::ResourceId unread_ = kernel::new_resources();
  kernel::ResourceId stopped_ = kernel::new_resources();
  kernel::ResourceId generation_ = kernel::new_resources();
  Duration period_{};
  Time next_{};         // when the next tick is due
  Time unread_time_{};  // of the tick that was sent last
  Time received_{};
  Beginning since_;  // started, or set anew
  std::vector<Expected> expected_;
  AlternativeId look_;
  AlternativeId stop_;
  AlternativeId tick_;
  std::array<AlternativeId, 1> receive_;
  std::array<AlternativeId, 2> ready_;
};

namespace {

std::shared_ptr<TickerCore> started(Duration period, Location at) {
  if (period <= Duration::zero()) panic("non-positive interval for NewTicker");
  const auto core = make_kept<TickerCore>(at);
  core->start(period);
  return core;
}

RecvChan<Time> channel_of(const std::shared_ptr<TickerCore>& core) {
  core->noticed();
  return RecvChan<Time>(core);
}

}  // namespace

Ticker::Ticker(Duration period, Location at) : Ticker(started(period, at)) {}

Ticker::Ticker(const std::shared_ptr<TickerCore>& core) : core_(core, core->name()) {}

RecvChan<Time> Ticker::c() const {
  const auto core = core_.use_quietly();
  return core == nullptr ? nullptr : channel_of(core);
}

void Ticker::stop(Location at) const {
  if (const auto core = core_.use_quietly()) core->stop(at, core_.name());
}

void Ticker::reset(Duration period, Location at) const {
  if (period <= Duration::zero()) panic("non-positive interval for Ticker.Reset");
  if (const auto core = core_.use_quietly()) core->reset(period, at, core_.name());
}

RecvChan<Time> tick(Duration d, Location at) {
  if (d <= Duration::zero()) return nullptr;
  return channel_of(started(d, at));
}

}  // namespace weft
