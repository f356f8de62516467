#include "weft/explorer/explore/together.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "weft/explorer/explore/crash_guard.h"
#include "weft/explorer/explore/inspector.h"
#include "weft/explorer/explore/settings.h"

namespace weft {

using kernel::Execution;

/// What one thread has for itself.
struct Together::Worker {
  explicit Worker(const kernel::WorldLimits& limits) : world(limits) {}

  /// An execution that the threads cannot deal with among themselves.
  [[nodiscard]] bool is_suspicious(const Execution& execution) {
    return world.learned_something() || execution.impossible() || execution.crashed() ||
           !inspector.inspect(execution).empty();
  }

  kernel::World world;
  Inspector inspector;
  std::unique_ptr<CrashGuard> guard;  // made on its own thread
  Seen seen;
  std::uint64_t unlooked = 0;  // executions since its last look at the clock
};

namespace {

void count(const Execution& execution, Seen& seen) {
  ++(execution.cut() && !execution.reached_limit() ? seen.blocked : seen.executions);
  seen.steps_cut = seen.steps_cut || (execution.reached_limit() && !execution.crowded());
  seen.crowded = seen.crowded || execution.crowded();
  seen.held_back = seen.held_back || execution.held_back();
  seen.events += execution.size();
  seen.depth = std::max(seen.depth, execution.size());
}

void add(const Seen& from, Seen& to) {
  to.executions += from.executions;
  to.blocked += from.blocked;
  to.events += from.events;
  to.depth = std::max(to.depth, from.depth);
  to.steps_cut = to.steps_cut || from.steps_cut;
  to.crowded = to.crowded || from.crowded;
  to.held_back = to.held_back || from.held_back;
}

}  // namespace

Together::Together(const Scenario& scenario, const Options& options, const kernel::World& first,
                   Crew::Parts parts)
    : scenario_(scenario), options_(options), crew_(options.jobs), parts_(std::move(parts)) {
  for (std::size_t w = 0; w < options.jobs; ++w) {
    workers_.push_back(std::make_unique<Worker>(limits_of(scenario, options)));
    workers_.back()->world.behave(behaviour_of(scenario, options));
    workers_.back()->world.join(first);
  }
}

Together::~Together() = default;

Together::End Together::go_on(Seen& seen, const Pause& pause) {
  std::atomic<bool> suspicious{false};
  std::atomic<std::uint64_t> attempts{seen.executions + seen.blocked};
  constexpr std::uint64_t kBetweenLooks = 64;  // the clock is not free, nor is what threads share
  const std::uint64_t at_once =
      options_.max_executions ? 1 : std::max<std::uint64_t>(kBetweenLooks / options_.jobs, 1);
  parts_ = crew_.run(std::move(parts_), [&](std::size_t w, search::Dpor& part) {
    Worker& me = *workers_[w];
    if (me.guard == nullptr) me.guard = std::make_unique<CrashGuard>(options_.watchdog);
    const Execution& execution = me.world.run(scenario_.body, part);
    if (me.is_suspicious(execution)) {
      suspicious = true;
      crew_.stop();
      return false;
    }
    count(execution, me.seen);
    const bool more = part.learn(execution);
    if (++me.unlooked < at_once) return more;
    me.unlooked = 0;
    const std::uint64_t made = attempts.fetch_add(at_once, std::memory_order_relaxed) + at_once;
    const bool all_made = options_.max_executions && made >= *options_.max_executions;
    const bool looks = made / kBetweenLooks != (made - at_once) / kBetweenLooks;
    if (more && (all_made || (looks && pause(made)))) crew_.stop();
    return more;
  });
  for (const auto& worker : workers_) {
    worker->guard.reset();  // its thread is gone
    add(std::exchange(worker->seen, {}), seen);
    worker->unlooked = 0;  // they are among those seen
    seen.loops = seen.loops || worker->world.expects_loops();
  }
  if (suspicious) return End::suspicious;
  return parts_.empty() ? End::finished : End::paused;
}

}  // namespace weft
