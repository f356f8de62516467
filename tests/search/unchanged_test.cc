// What comes again at the beginning of an execution is not asked for, nor recorded, a second time:
// nobody can tell the difference.
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "weft/explorer/kernel/world.h"
#include "weft/explorer/search/bounded.h"
#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/naive.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/families.h"
#include "weft/tests/support/known_programs.h"
#include "weft/tests/support/random_program.h"
#include "weft/tests/support/run_program.h"

namespace weft {
namespace {

using namespace testing_support;

void tell(std::ostream& out, const kernel::Execution& execution, const kernel::Event& event) {
  const kernel::Transition& t = event.transition;
  out << index(t.goroutine) << ' ' << t.way << ' ' << index(t.peer) << ' ' << t.peer_way << ' '
      << index(event.operation) << ' ' << index(event.peer_operation) << ' ' << event.unchanged
      << event.idle << event.only_read << int{event.locked} << ':';
  for (const kernel::Touch& touch : execution.footprint(event)) {
    out << ' ' << index(touch.resource) << '/' << static_cast<int>(touch.mode) << '/'
        << touch.delta;
  }
  out << '\n';
}

void tell(std::ostream& out, const kernel::Execution& execution,
          const kernel::OperationRecord& operation) {
  out << index(operation.goroutine) << ' ' << static_cast<int>(operation.urgency) << ' '
      << index(operation.previous) << ' ' << index(operation.executed) << ' ' << operation.arrived
      << ' ' << operation.times << ':';
  for (const kernel::AlternativeId way : execution.ways(operation)) out << ' ' << index(way);
  out << '\n';
}

/// All that is recorded.
std::string told(const kernel::Execution& execution) {
  std::ostringstream out;
  for (const kernel::Event& event : execution.events()) tell(out, execution, event);
  for (const auto& operation : execution.operations()) tell(out, execution, operation);
  for (const kernel::GoroutineRecord& g : execution.goroutines()) {
    out << index(g.parent) << ' ' << g.children << ' ' << index(g.waits_at) << ' '
        << index(g.last_event) << ' ' << g.finished << '\n';
  }
  for (const kernel::Incident& incident : execution.incidents()) {
    out << incident.kind << ' ' << incident.message << ' ' << incident.at_event << '\n';
  }
  out << execution.locks_held() << ' ' << execution.cut() << execution.impossible();
  return std::move(out).str();
}

/// Asks another one, about everything.
class Asking final : public kernel::Strategy {
 public:
  explicit Asking(kernel::Strategy& other) : other_(other) {}
  kernel::Transition choose(kernel::Open& open) override { return other_.choose(open); }
  bool learn(const kernel::Execution& finished) override { return other_.learn(finished); }
  void restart() override { other_.restart(); }

 private:
  kernel::Strategy& other_;
};

/// A search, one execution at a time.
class Search {
 public:
  Search(const std::function<void()>& scenario, kernel::Strategy& strategy)
      : scenario_(scenario), strategy_(strategy) {
    world_.expect_loops(false);
  }
  [[nodiscard]] bool more() const { return more_; }
  [[nodiscard]] std::uint64_t unchanged() const { return unchanged_; }
  std::string next() {
    unchanged_ += strategy_.unchanged(world_.so_far());
    const kernel::Execution& execution = world_.run(scenario_, strategy_);
    std::string all = told(execution);
    if (world_.learned_something()) {
      strategy_.restart();
      world_.use(std::make_shared<kernel::Names>());
    } else {
      more_ = strategy_.learn(execution);
    }
    return all;
  }

 private:
  const std::function<void()>& scenario_;
  kernel::Strategy& strategy_;
  kernel::World world_;
  bool more_ = true;
  std::uint64_t unchanged_ = 0;
};

template <typename Strategy>
std::uint64_t compare(const std::function<void()>& scenario, const std::string& outcome) {
  constexpr int kAtMost = 100;
  Strategy strategy;
  Strategy other;
  Asking asking(other);
  Search search(scenario, strategy);
  Search asked(scenario, asking);
  for (int n = 0; n < kAtMost && asked.more(); ++n) {
    const std::string expected = asked.next();
    const std::string saw = outcome;
    EXPECT_EQ(search.next(), expected) << "execution " << n;
    EXPECT_EQ(outcome, saw);
    EXPECT_EQ(search.more(), asked.more());
    if (testing::Test::HasFailure()) break;
  }
  return search.unchanged();
}

class Unchanged : public testing::TestWithParam<Family> {};

TEST_P(Unchanged, IsAsIfItWereAskedFor) {
  thread_local std::string outcome;
  const std::uint64_t first = first_seed();
  std::uint64_t unchanged = 0;
  for (std::uint64_t seed = first; seed < first + programs_wanted(20); ++seed) {
    const auto program = random_program(seed, GetParam().shape);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + to_string(program));
    const auto scenario = runnable(program, outcome);
    unchanged += compare<search::Dpor>(scenario, outcome);
    unchanged += compare<search::Naive>(scenario, outcome);
    unchanged += compare<search::Bounded>(scenario, outcome);
    if (HasFailure()) return;
  }
  std::cout << unchanged << " events came again\n";
}

INSTANTIATE_TEST_SUITE_P(Families, Unchanged, testing::ValuesIn(families()),
                         [](const auto& family) { return family.param.name; });

TEST(UnchangedBeginning, IsMostOfASearch) {
  constexpr std::uint64_t kExecutions = 1680;
  constexpr std::uint64_t kEvents = 18;
  const std::function<void()> scenario = lockers(3, 3);
  search::Dpor strategy;
  Search search(scenario, strategy);
  while (search.more()) (void)search.next();
  EXPECT_GT(search.unchanged(), kExecutions * kEvents / 2);
}

/// Says what it is told to say.
class Says final : public kernel::Strategy {
 public:
  std::size_t says = 0;
  kernel::Transition choose(kernel::Open& open) override { return open.usual(); }
  bool learn(const kernel::Execution& /*finished*/) override { return true; }
  void restart() override {}
  [[nodiscard]] std::size_t unchanged(const kernel::Execution& /*last*/) const override {
    return says;
  }
};

/// How a run ends whose first two events are to be those of a run that did other things.
template <typename Body>
bool strays(Body body) {
  kernel::World world;
  world.expect_loops(false);
  int run = 0;
  Says says;
  (void)world.run([&] { body(run++); }, says);
  says.says = 2;
  return world.run([&] { body(run++); }, says).impossible();
}

void store_four_times(Atomic<int>& a) {  // no loop, which would have to be watched
  a.store(1);
  a.store(2);
  a.store(3);
  a.store(4);
}

TEST(UnchangedBeginning, IsFollowed) {
  EXPECT_FALSE(strays([](int) {
    Atomic<int> a(0);
    store_four_times(a);
  }));
}

TEST(UnchangedBeginning, ThatHasOtherOperationsIsNoticed) {
  EXPECT_TRUE(strays([](int run) {
    Atomic<int> a(0);
    run == 0 ? a.store(1) : (void)a.load();
    store_four_times(a);
  }));
}

TEST(UnchangedBeginning, ThatEndsTooSoonIsNoticed) {
  EXPECT_TRUE(strays([](int run) {
    Atomic<int> a(0);
    a.store(0);
    if (run == 0) store_four_times(a);
  }));
}

TEST(UnchangedBeginning, WhoseOperationsTurnOutOtherwiseIsNoticed) {
  EXPECT_TRUE(strays([](int run) {
    Atomic<int> a(run);
    (void)a.compare_and_swap(0, 5);
    store_four_times(a);
  }));
}

TEST(UnchangedBeginning, ThatSelectsSomethingElseIsNoticed) {
  EXPECT_TRUE(strays([](int run) {
    Chan<int> a(1);
    Chan<int> b(1);
    Chan<int> never;
    a.send(1);
    b.send(2);
    select(recv(run == 0 ? a : b, [] {}), recv(never, [] {}));
  }));
}

TEST(UnchangedBeginning, ThatDeclaresSomethingElseIsNoticed) {
  EXPECT_TRUE(strays([](int run) {
    const kernel::Name name{"test", "test", {}};
    const kernel::ResourceId first = kernel::new_resources();
    const kernel::ResourceId second = kernel::new_resources();
    const auto write = kernel::Alternative{}.write(run == 0 ? first : second);
    kernel::perform(kernel::declare(write), "write", name, kernel::Location::here());
    Atomic<int> a(0);
    store_four_times(a);
  }));
}

TEST(UnchangedBeginning, ThatStartsFewerGoroutinesIsNoticed) {
  EXPECT_TRUE(strays([](int run) {
    Atomic<int> a(0);
    if (run == 0) go([&] { a.store(3); });
    store_four_times(a);
  }));
}

TEST(UnchangedBeginning, OfAnotherStrategyIsNotTaken) {
  kernel::World world;
  world.expect_loops(false);
  Says first;
  Says second;
  first.says = second.says = 2;
  const auto loads = [] {
    Atomic<int> a(0);
    (void)a.load();
    store_four_times(a);
  };
  const auto stores = [] {
    Atomic<int> a(0);
    store_four_times(a);
  };
  (void)world.run(loads, first);
  EXPECT_FALSE(world.run(stores, second).impossible());
}

}  // namespace
}  // namespace weft
