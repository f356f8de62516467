// The smallest counterexample is as small as the smallest among all interleavings.
#include "weft/explorer/explore/minimise.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/search/naive.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/random_program.h"
#include "weft/tests/support/run_program.h"

namespace weft {
namespace {

/// A finding as all interleavings show it.
struct Truth {
  Target target;
  Cost smallest;
  Schedule schedule;  // of whichever execution showed it first
  Broken broken;
};

/// Every finding of `body`; empty also if there are more than `limit` interleavings.
std::vector<Truth> truth(kernel::World& world, Inspector& inspector, const kernel::Body& body,
                         int limit) {
  std::vector<Truth> all;
  search::Naive naive;
  for (bool more = true; more;) {
    if (--limit < 0) return {};
    Accountant accountant(naive);
    const kernel::Execution& execution = world.run(body, accountant);
    if (world.learned_something()) {
      naive.restart();
      all.clear();
      continue;
    }
    for (const Broken& b : inspector.inspect(execution)) {
      const Target target(b.violation, execution);
      const Cost cost = accountant.costs()[b.violation.events];
      const auto known = std::ranges::find(all, target, &Truth::target);
      if (known == all.end()) {
        all.push_back({target, cost, schedule_of(execution), b});
      } else {
        known->smallest = std::min(known->smallest, cost);
      }
    }
    more = naive.learn(execution);
  }
  return all;
}

std::string shown(const Cost& cost) {
  return std::to_string(cost.preemptions) + " preemptions, " + std::to_string(cost.switches) +
         " switches, " + std::to_string(cost.steps) + " steps";
}

/// The kinds of the findings that were compared.
std::vector<std::string> compare(const kernel::Body& body, int limit = 20'000,
                                 bool always_proved = true) {
  kernel::World world;
  Inspector inspector;
  Minimiser minimiser(world, body, inspector);
  std::vector<std::string> compared;
  for (const Truth& t : truth(world, inspector, body, limit)) {
    const auto found = minimiser.smallest(t.schedule, t.broken);
    EXPECT_TRUE(found.has_value());
    if (!found) continue;
    EXPECT_EQ(shown(found->cost), shown(t.smallest)) << t.broken.violation.kind;
    EXPECT_TRUE(found->proved || !always_proved);
    compared.emplace_back(t.broken.violation.kind);
  }
  return compared;
}

/// Programs of some operations, and a kind of finding that some of them must show.
struct Sort {
  std::vector<std::string> operations;
  const char* shows;
  /// Where anybody may give back anybody's lock, a circle may open again after it was replayed, and
  /// the smallest is not always proved to be that.
  bool always_proved = true;
};

class Minimise : public testing::TestWithParam<Sort> {};

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// WEFT_TEST_PROGRAMS says how many failing programs of each sort, WEFT_TEST_SEED where to begin.
// Of each finding that any interleaving shows, the smallest counterexample is compared.
TEST_P(Minimise, IsAsSmallAsTheSmallestInterleaving) {
  const std::uint64_t wanted = from_environment("WEFT_TEST_PROGRAMS", 50);
  const std::uint64_t first = from_environment("WEFT_TEST_SEED", 0);
  std::map<std::string, int> kinds;
  std::uint64_t failing = 0;
  std::uint64_t seed = first;
  for (; failing < wanted && seed < first + 40 * wanted && !HasFailure(); ++seed) {
    const auto program = testing_support::random_program(seed, {GetParam().operations, 3, 3});
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + testing_support::to_string(program));
    std::string outcome;
    const auto compared =
        compare(testing_support::runnable(program, outcome), 3000, GetParam().always_proved);
    if (!compared.empty()) ++failing;
    for (const std::string& kind : compared) ++kinds[kind];
  }
  std::cout << failing << " failing programs of the seeds " << first << " to " << seed - 1 << ':';
  for (const auto& [kind, times] : kinds) std::cout << ' ' << times << ' ' << kind;
  std::cout << '\n';
  EXPECT_EQ(failing, wanted);
  EXPECT_TRUE(kinds.contains(GetParam().shows)) << GetParam().shows;
}

INSTANTIATE_TEST_SUITE_P(Programs, Minimise,
                         testing::Values(Sort{{"lock2", "lock", "load"}, kind::kDeadlock},
                                         Sort{{"usend", "urecv", "load", "store"}, kind::kLeak},
                                         Sort{{"bsend", "brecv", "lock2"}, kind::kLeak},
                                         Sort{{"select", "usend", "urecv"}, kind::kLeak},
                                         Sort{{"lock2", "usend", "brecv", "wg", "close"},
                                              kind::kWaitGroupMisuse},
                                         Sort{{"wait", "signal", "broadcast"}, kind::kLostWakeup},
                                         Sort{{"plain", "lock", "fetch_add"}, kind::kDataRace},
                                         Sort{{"rw", "rw_wild"}, kind::kDeadlock, false},
                                         Sort{{"once", "lock2", "cas"}, kind::kDeadlock},
                                         Sort{{"context", "after_func", "urecv"}, kind::kLeak}));

/// Three races, two of which the second goroutine meets between the same two events.
void reads_then_writes() {
  Shared<int> t(0, "t");
  Atomic<int> x(0, "x");
  const auto read = [&] { (void)t.load(); };
  const auto write = [&] { t.store(1); };
  go(write);
  go([&] {
    (void)x.load();
    read();
    write();
  });
  go(read);
}
TEST(MinimiseCases, OfTwoRacesAtOnceEachIsItsOwn) {
  EXPECT_EQ(compare(reads_then_writes).size(), 2U);
}

void three_philosophers() {
  Mutex forks[3];
  for (int i = 0; i < 3; ++i) {
    go([&forks, i] {
      std::scoped_lock left(forks[i]);
      std::scoped_lock right(forks[(i + 1) % 3]);
    });
  }
}
TEST(MinimiseCases, ACircleOfThreeTakesOnePreemption) {
  EXPECT_EQ(compare(three_philosophers).size(), 1U);
  const Report report = explore(three_philosophers);
  EXPECT_EQ(report.counterexamples.at(0).transcript.preemptions, 1);
  EXPECT_TRUE(report.counterexamples.at(0).minimal);
}

void checked_then_used() {
  Atomic<bool> open(true, "open");
  Chan<int> ch(1, "ch");
  go("closer", [&, ch] {
    open.store(false);
    ch.close();
  });
  go("sender", [&, ch] {
    if (open.load()) ch.send(1);
  });
  go("noise", [&] { (void)open.load(); });
}
TEST(MinimiseCases, APanicTakesOnePreemption) {
  EXPECT_EQ(compare(checked_then_used).size(), 1U);
  const Counterexample found = explore(checked_then_used).counterexamples.at(0);
  EXPECT_EQ(found.finding.kind, kind::kPanic);
  EXPECT_EQ(found.transcript.preemptions, 1);
}

void racing() {
  Shared<int> x(0, "x");
  Mutex m("m");
  Atomic<int> ready(0, "ready");
  go("writer", [&] {
    std::scoped_lock lock(m);
    x.store(1);
    ready.store(1);
  });
  go("reader", [&] {
    if (ready.load() == 0) (void)x.load();
    std::scoped_lock lock(m);
  });
}
TEST(MinimiseCases, ARaceIsTheSameFromEitherSide) {
  EXPECT_EQ(compare(racing).size(), 1U);
}

/// `owner` seems to wait for itself; but `helper` gives the lock back for it.
void unlocked_by_another() {
  Mutex m("m");
  Atomic<int> noise(0, "noise");
  Chan<Unit> locked(1, "locked");
  go("owner", [&, locked] {
    m.lock();
    locked.send({});
    (void)noise.load();
    m.lock();
    m.unlock();
  });
  go("helper", [&, locked] {
    locked.recv();
    noise.store(1);
    m.unlock();
  });
  go("noise", [&] { noise.store(2); });
}
TEST(MinimiseCases, ACircleThatOpensAgainIsNoDeadlock) {
  EXPECT_EQ(explore(unlocked_by_another).verdict, Verdict::verified);
}

/// The same, but the helper may be too early, and then nobody helps.
void unlocked_by_another_or_not() {
  Mutex m("m");
  Atomic<bool> locked(false, "locked");
  go("owner", [&] {
    m.lock();
    locked.store(true);
    m.lock();
    m.unlock();
  });
  go("helper", [&] {
    if (locked.load()) m.unlock();
  });
}
TEST(MinimiseCases, ACircleIsSmallOnlyIfItLasts) {
  EXPECT_EQ(compare(unlocked_by_another_or_not).size(), 1U);
  const Report report = explore(unlocked_by_another_or_not);
  ASSERT_EQ(report.verdict, Verdict::violation);
  EXPECT_TRUE(report.counterexamples.at(0).minimal);
  EXPECT_EQ(replay(Scenario{.name = "scenario", .body = unlocked_by_another_or_not},
                   report.counterexamples[0].token)
                .outcome,
            Replay::Outcome::reproduced);
}

}  // namespace
}  // namespace weft
