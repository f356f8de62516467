#include "weft/explorer/explore/together.h"

#include <algorithm>
#include <atomic>
#include <vector>

#include "weft/explorer/explore/crash_guard.h"
#include "weft/explorer/explore/crew.h"
#include "weft/explorer/explore/inspector.h"
#include "weft/explorer/explore/settings.h"

namespace weft {

using kernel::Execution;

namespace {

/// What one thread has for itself.
struct Worker {
  explicit Worker(const kernel::WorldLimits& limits) : world(limits) {}

  kernel::World world;
  Inspector inspector;
  std::unique_ptr<CrashGuard> guard;  // made on its own thread
  Together seen;
};

void count(const Execution& execution, std::size_t max_steps, Together& seen) {
  const bool too_long = execution.size() >= max_steps;
  ++(execution.cut() && !too_long ? seen.blocked : seen.executions);
  seen.steps_cut = seen.steps_cut || (execution.cut() && too_long);
  seen.held_back = seen.held_back || execution.held_back();
  seen.events += execution.size();
  seen.depth = std::max(seen.depth, execution.size());
}

void add(const Together& from, Together& to) {
  to.executions += from.executions;
  to.blocked += from.blocked;
  to.events += from.events;
  to.depth = std::max(to.depth, from.depth);
  to.steps_cut = to.steps_cut || from.steps_cut;
  to.held_back = to.held_back || from.held_back;
}

/// An execution that the threads cannot deal with among themselves.
bool is_suspicious(Worker& worker, const Execution& execution) {
  return worker.world.learned_something() || execution.impossible() || execution.crashed() ||
         !worker.inspector.inspect(execution).empty();
}

}  // namespace

Together explore_together(const Scenario& scenario, const Options& options, const Budget& budget,
                          const kernel::World& first, std::uint64_t made_before,
                          std::unique_ptr<search::Dpor> search) {
  std::vector<std::unique_ptr<Worker>> workers;
  for (std::size_t w = 0; w < options.jobs; ++w) {
    workers.push_back(std::make_unique<Worker>(limits_of(scenario, options)));
    workers.back()->world.behave(behaviour_of(scenario, options));
    workers.back()->world.join(first);
  }
  std::atomic<bool> suspicious{false};
  std::atomic<bool> used_up{false};
  std::atomic<std::uint64_t> attempts{made_before};
  Crew crew(options.jobs);
  crew.run(std::move(search), [&](std::size_t w, search::Dpor& part) {
    Worker& me = *workers[w];
    if (me.guard == nullptr) me.guard = std::make_unique<CrashGuard>(options.watchdog);
    const Execution& execution = me.world.run(scenario.body, part);
    if (is_suspicious(me, execution)) {
      suspicious = true;
      crew.stop();
      return false;
    }
    count(execution, options.max_steps, me.seen);
    const bool more = part.learn(execution);
    constexpr std::uint64_t kBetweenLooks = 64;  // the clock is not free
    const std::uint64_t made = attempts.fetch_add(1, std::memory_order_relaxed) + 1;
    const bool all_made = options.max_executions && made >= *options.max_executions;
    if (more && (all_made || (made % kBetweenLooks == 0 && budget.used_up(made)))) {
      used_up = true;
      crew.stop();
    }
    return more;
  });
  Together all;
  for (const auto& worker : workers) {
    add(worker->seen, all);
    all.loops = all.loops || worker->world.expects_loops();
  }
  all.end = suspicious ? Together::End::suspicious
            : used_up  ? Together::End::used_up
                       : Together::End::finished;
  return all;
}

}  // namespace weft
