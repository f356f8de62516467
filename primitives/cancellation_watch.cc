// What runs when a context is done, unless it is called off before: after_func.
#include <ostream>
#include <span>
#include <utility>
#include <vector>

#include "weft/primitives/cancellation.h"

namespace weft {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::declare;
using kernel::Sync;
using kernel::Test;

Cancellation::Watch::Watch(std::shared_ptr<Cancellation> what, Location at)
    : what_(std::move(what)), name_{"after func", "", at} {}

std::shared_ptr<Cancellation::Watch> Cancellation::Watch::start(std::shared_ptr<Cancellation> what,
                                                                kernel::Function body,
                                                                Location at) {
  what->noticed();
  std::shared_ptr<Watch> watch(new Watch(std::move(what), at));
  auto wait_and_run = [watch, at, body = std::move(body)]() mutable {
    const Cancellation& what = *watch->what_;
    std::vector<AlternativeId> ways;
    for (std::size_t i = 0; i < what.line_.size(); ++i) {
      const kernel::ResourceId closed = what.line_[i]->closed_;
      ways.push_back(declare(what.still_open(i)
                                 .when(closed, Test::positive)
                                 .read(closed, Sync::acquire)
                                 .when(watch->stopped_, Test::zero)
                                 .read(watch->stopped_)));
    }
    // Ends when it is called off: it may not outlive what the function refers to.
    ways.push_back(
        declare(Alternative{}.when(watch->stopped_, Test::positive).read(watch->stopped_)));
    const std::size_t taken = kernel::perform(ways, "start", watch->name_, at);
    if (taken == what.line_.size()) return;
    watch->what_->after_receive();
    kernel::spawn(std::move(body), {.name = {}, .at = at});
  };
  kernel::spawn(
      std::move(wait_and_run),
      {.name = "clock", .at = {}, .background = true, .internal = true, .calls_back = true});
  return watch;
}

bool Cancellation::Watch::stop(Location at) {
  what_->await_overdue(at);
  if (kernel::unwinding()) return false;
  Alternative in_time = what_->still_open(what_->line_.size());
  in_time.read(what_->closed_).when(stopped_, Test::zero).write(stopped_, Sync::none, +1);
  const AlternativeId stop = declare(in_time);
  const AlternativeId look = declare(Alternative{}.read(stopped_));
  const AlternativeId looks[] = {look, what_->look_};
  class Stopping final : public kernel::Operation {
   public:
    using Operation::Operation;
    void result(std::ostream& out) const override { out << (taken() == 0 ? "true" : "false"); }
  };
  Stopping stopping(std::span(&stop, 1), "stop", name_, at);
  stopping.otherwise(looks);
  kernel::perform(stopping);
  return stopping.taken() == 0;
}

}  // namespace weft
