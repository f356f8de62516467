// What every interleaving with at most so many preemptions shows, the bounded search must show.
#include "weft/explorer/search/bounded.h"

#include <gtest/gtest.h>

#include <array>
#include <iostream>
#include <memory>

#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/preemption.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/families.h"
#include "weft/tests/support/run_program.h"

namespace weft {
namespace {

using namespace testing_support;
using kernel::Transition;

/// Every interleaving with at most so many preemptions, once each.
class NaiveWithin final : public kernel::Strategy {
 public:
  explicit NaiveWithin(int preemptions) : most_(preemptions) {}

  Transition choose(kernel::Open& open) override {
    const std::size_t depth = open.so_far().size();
    if (depth == path_.size()) {
      const auto all = open.all();
      const bool could = search::could_go_on(all, open.so_far());
      const int before = depth == 0 ? 0 : path_.back().taken().preemptions;
      Fork fork;
      for (const Transition& t : all) {
        const int after = before + (could && search::switches(t, open.so_far()) ? 1 : 0);
        if (after <= most_) fork.options.push_back({t, after});
      }
      if (fork.options.empty()) return {};
      path_.push_back(std::move(fork));
    }
    return path_[depth].taken().transition;
  }
  bool learn(const kernel::Execution& /*finished*/) override {
    while (!path_.empty() && ++path_.back().at == path_.back().options.size()) path_.pop_back();
    return !path_.empty();
  }
  void restart() override { path_.clear(); }

 private:
  struct Option {
    Transition transition;
    int preemptions;
  };
  struct Fork {
    std::vector<Option> options;
    std::size_t at = 0;
    [[nodiscard]] const Option& taken() const { return options[at]; }
  };
  int most_;
  std::vector<Fork> path_;
};

/// What one must not do: another search, and whatever it wants beyond the bound is given up.
class CutAtTheBound final : public kernel::Strategy {
 public:
  explicit CutAtTheBound(int preemptions) : most_(preemptions) {}

  Transition choose(kernel::Open& open) override {
    if (open.so_far().size() == 0) preemptions_ = 0;
    const Transition t = inner_.choose(open);
    if (t.none()) return t;
    const bool preempts = search::could_go_on(open) && search::switches(t, open.so_far());
    preemptions_ += preempts ? 1 : 0;
    return preemptions_ > most_ ? Transition{} : t;
  }
  bool learn(const kernel::Execution& finished) override { return inner_.learn(finished); }
  void restart() override { inner_.restart(); }

 private:
  search::Dpor inner_;
  int most_;
  int preemptions_ = 0;
};

struct Tally {
  std::uint64_t programs = 0;
  std::uint64_t naive = 0;
  std::uint64_t traces = 0;
  std::uint64_t executions = 0;  // of this bound, without those of the lower ones
};

Sight all_within(const std::function<void()>& scenario, const std::string& outcome, int bound) {
  NaiveWithin naive(bound);
  return see(scenario, outcome, naive, 1'500);
}

void compare(std::uint64_t seed, const Family& family, std::array<Tally, 3>& tallies) {
  const auto program = random_program(seed, family.shape);
  std::string outcome;
  const auto scenario = runnable(program, outcome);
  std::uint64_t before = 0;
  for (int bound = 0; bound <= 2; ++bound) {
    SCOPED_TRACE("seed " + std::to_string(seed) + ", " + std::to_string(bound) + " preemptions\n" +
                 to_string(program));
    const Sight truth = all_within(scenario, outcome, bound);
    if (truth.too_large) return;
    search::Bounded bounded(static_cast<std::uint32_t>(bound));
    const Sight seen = see(scenario, outcome, bounded, 100'000);
    EXPECT_EQ(seen.outcomes, truth.outcomes);
    EXPECT_EQ(seen.findings, truth.findings);
    EXPECT_EQ(seen.traces.size(), truth.traces.size());
    Tally& tally = tallies[static_cast<std::size_t>(bound)];
    ++tally.programs;
    tally.naive += truth.executions;
    tally.traces += truth.traces.size();
    const std::uint64_t all = seen.executions + bounded.blocked();
    tally.executions +=
        all - (bounded.preemptions() == static_cast<std::uint32_t>(bound) ? before : 0);
    before = all;
  }
}

class BoundedOracle : public testing::TestWithParam<Family> {};

TEST_P(BoundedOracle, SeesAllThatAnyInterleavingWithinTheBoundShows) {
  const std::uint64_t wanted = programs_wanted(60);
  std::array<Tally, 3> tallies;
  for (std::uint64_t seed = 0; seed < wanted; ++seed) compare(seed, GetParam(), tallies);
  for (std::size_t bound = 0; bound < tallies.size(); ++bound) {
    const Tally& tally = tallies[bound];
    std::cout << bound << " preemptions: " << tally.programs << " programs, " << tally.traces
              << " traces, " << tally.executions << " executions, " << tally.naive << " naive\n";
  }
  EXPECT_GE(tallies[0].programs * 10, wanted * 8);  // the others are too large for the truth
  EXPECT_LE(tallies[0].executions, tallies[0].naive);
}

INSTANTIATE_TEST_SUITE_P(Programs, BoundedOracle, testing::ValuesIn(families()),
                         [](const auto& family) { return family.param.name; });

/// The comparison above would notice a search that does without what is outside the bound.
TEST(Bounded, CuttingAnotherSearchAtTheBoundWouldMissOutcomes) {
  int missed = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const auto program = random_program(seed, {{"load", "store"}});
    std::string outcome;
    const auto scenario = runnable(program, outcome);
    const Sight truth = all_within(scenario, outcome, 1);
    CutAtTheBound cut(1);
    const Sight seen = see(scenario, outcome, cut, 20'000);
    missed += seen.outcomes != truth.outcomes ? 1 : 0;
  }
  EXPECT_GT(missed, 0);
}

/// Executions, those given up among them, up to so many preemptions.
std::uint64_t attempts(const std::function<void()>& body, std::uint32_t bound) {
  std::string nothing;
  search::Bounded bounded(bound);
  return see(body, nothing, bounded, 1'000'000).executions + bounded.blocked();
}

TEST(Bounded, IndependentGoroutinesTakeOneExecution) {
  const auto independent = [] {
    for (int g = 0; g < 6; ++g) {
      go([] {
        Atomic<int> mine(0);
        for (int i = 0; i < 5; ++i) mine.store(i);
      });
    }
  };
  EXPECT_EQ(attempts(independent, 2), 1U);
}

TEST(Bounded, WithoutPreemptionsLockersTakeTurns) {
  const auto lockers = [] {
    auto mu = std::make_shared<Mutex>();
    for (int g = 0; g < 4; ++g) {
      go([mu] {
        for (int i = 0; i < 2; ++i) {
          mu->lock();
          mu->unlock();
        }
      });
    }
  };
  EXPECT_LE(attempts(lockers, 0), 2 * 24U);  // 4! orders; 2,520 with preemptions
}

}  // namespace
}  // namespace weft
