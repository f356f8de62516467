// Several threads at one search see what one thread sees.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <iostream>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "weft/explorer/explore/crew.h"
#include "weft/explorer/kernel/world.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/random_program.h"
#include "weft/tests/support/run_program.h"

namespace weft {
namespace {

using namespace testing_support;

constexpr std::size_t kWorkers = 3;
constexpr std::uint64_t kPrograms = 200;
thread_local std::string outcome;

struct Joint {
  std::uint64_t executions = 0;
  std::uint64_t blocked = 0;
  std::set<std::string> traces;
};

Crew::Parts whole_search() {
  Crew::Parts whole;
  whole.push_back(std::make_unique<search::Dpor>());
  return whole;
}

/// Explores `scenario` together. Facts are learned first, by one thread.
Joint explore_together(const std::function<void()>& scenario) {
  std::array<kernel::World, kWorkers> worlds;
  std::mutex mutex;
  Joint joint;
  Crew crew(kWorkers);
  const auto left = crew.run(whole_search(), [&](std::size_t worker, search::Dpor& part) {
    const kernel::Execution& execution = worlds[worker].run(scenario, part);
    EXPECT_FALSE(worlds[worker].learned_something());
    const bool more = part.learn(execution);
    const std::lock_guard lock(mutex);
    if (execution.cut()) return more;
    ++joint.executions;
    joint.traces.insert(canonical(execution));
    return more;
  });
  EXPECT_TRUE(left.empty());
  joint.blocked = crew.blocked();
  return joint;
}

TEST(Crew, SeesEveryTraceOfAMutexOnce) {
  const Joint joint = explore_together([] {
    auto mu = std::make_shared<Mutex>();
    for (int g = 0; g < 4; ++g) {
      go([=] {
        for (int k = 0; k < 2; ++k) {
          mu->lock();
          mu->unlock();
        }
      });
    }
  });
  EXPECT_EQ(joint.traces.size(), 2520U);
  EXPECT_EQ(joint.executions, 2520U);
}

TEST(Crew, SeesWhatOneThreadSeesOfRandomPrograms) {
  const Shape shape{
      {"load", "store", "fetch_add", "lock2", "usend", "urecv", "bsend", "brecv"}, 4, 3};
  std::uint64_t wasted = 0;
  std::uint64_t executions = 0;
  for (std::uint64_t seed = 5000; seed < 5000 + kPrograms; ++seed) {
    const auto program = random_program(seed, shape);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + to_string(program));
    search::Dpor alone;
    const Sight sight = see(runnable(program, outcome), outcome, alone, 3000);
    if (sight.too_large) continue;
    const Joint joint = explore_together([&program] { runnable(program, outcome)(); });
    EXPECT_EQ(joint.traces.size(), sight.traces.size());
    executions += joint.executions + joint.blocked;
    wasted += joint.executions + joint.blocked - joint.traces.size();
  }
  std::cout << wasted << " of " << executions << " executions for nothing\n";
  EXPECT_LE(wasted * 20, executions);
}

TEST(Crew, RethrowsWhatAStepThrows) {
  Crew crew(kWorkers);
  const Crew::Step step = [](std::size_t, search::Dpor&) -> bool { throw std::logic_error("no"); };
  EXPECT_THROW((void)crew.run(whole_search(), step), std::logic_error);
}

}  // namespace
}  // namespace weft
