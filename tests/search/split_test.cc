// A search that is split into parts, worked at in any order, explores what one search explores.
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "weft/explorer/kernel/world.h"
#include "weft/explorer/search/dpor.h"
#include "weft/tests/support/known_programs.h"
#include "weft/tests/support/random_program.h"
#include "weft/tests/support/run_program.h"

namespace weft {
namespace {

using namespace testing_support;

struct Seen {
  std::map<std::string, int> traces;  ///< and how often each was explored
  std::uint64_t executions = 0;
  int parts = 1;
};

/// As many threads would explore it, one execution of any of them at a time. `split` in 100
/// executions give a part away if they can.
class Parts {
 public:
  Parts(std::uint64_t seed, unsigned split) : dice_(seed), split_(split) { restart(); }

  Seen explore(const std::function<void()>& scenario, std::uint64_t limit = 10'000) {
    while (!parts_.empty() && seen_.executions < limit) step(scenario);
    return std::move(seen_);
  }

 private:
  void restart() {
    parts_.clear();
    parts_.push_back(std::make_unique<search::Dpor>());
    seen_ = {};
  }

  void step(const std::function<void()>& scenario) {
    const std::size_t chosen = dice_() % parts_.size();
    search::Dpor& part = *parts_[chosen];
    const kernel::Execution& execution = world_.run(scenario, part);
    if (world_.learned_something()) {
      world_.use(std::make_shared<kernel::Names>());
      return restart();
    }
    ++seen_.executions;
    if (!execution.cut()) ++seen_.traces[canonical(execution)];
    const bool more = part.learn(execution);
    if (more && dice_() % 100 < split_) {
      if (auto given = std::make_unique<search::Dpor>(); part.split(*given)) {
        parts_.push_back(std::move(given));
        ++seen_.parts;
      }
    }
    if (!more) parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(chosen));
  }

  std::mt19937_64 dice_;
  unsigned split_;
  kernel::World world_;
  std::vector<std::unique_ptr<search::Dpor>> parts_;
  Seen seen_;
};

class Split : public testing::TestWithParam<Shape> {};

TEST_P(Split, ExploresTheSameTracesOfRandomPrograms) {
  thread_local std::string outcome;
  int parts = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const auto program = random_program(seed, GetParam());
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + to_string(program));
    constexpr std::uint64_t kTooMany = 500;
    const Seen whole = Parts(seed, 0).explore(runnable(program, outcome), kTooMany);
    if (whole.executions == kTooMany) continue;
    for (const unsigned often : {100U, 30U}) {
      const Seen split = Parts(seed, often).explore(runnable(program, outcome));
      EXPECT_EQ(split.traces, whole.traces);
      parts += split.parts - 1;
    }
  }
  std::cout << parts << " parts given away\n";
  EXPECT_GT(parts, 20);
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, Split,
    testing::Values(Shape{{"load", "store"}, 5, 2}, Shape{{"load", "store", "fetch_add"}, 4, 4},
                    Shape{{"lock2", "try_lock", "store"}, 4, 3}, Shape{{"lock2", "wg"}, 4, 4},
                    Shape{{"wait", "signal", "broadcast"}, 4, 3},
                    Shape{{"usend", "urecv", "bsend", "brecv", "select_default"}, 4, 3},
                    Shape{{"sleep", "store", "lock2", "context"}, 4, 3}));

class SplitOf : public testing::TestWithParam<std::pair<const char*, std::function<void()>>> {};

TEST_P(SplitOf, ExploresEveryTraceOnce) {
  const Seen whole = Parts(1, 0).explore(GetParam().second);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    for (const unsigned often : {100U, 10U}) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      EXPECT_EQ(Parts(seed, often).explore(GetParam().second).traces, whole.traces);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Programs, SplitOf,
                         testing::Values(std::pair("LastZero8", last_zero(8)),
                                         std::pair("LastZero9", last_zero(9)),
                                         std::pair("Mutex3x3", lockers(3, 3)),
                                         std::pair("Adders3x2", adders(3, 2, true)),
                                         std::pair("Philosophers6", philosophers(6, false)),
                                         std::pair("Senders4", senders_to_one_receiver(4, 1, 0)),
                                         std::pair("FanOut4To2", fan_out(4, 2))),
                         [](const auto& info) { return info.param.first; });

}  // namespace
}  // namespace weft
