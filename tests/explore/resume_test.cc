// A search that is cut off, again and again, comes to what an uninterrupted one comes to.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <random>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/known_programs.h"

namespace weft {
namespace {

using namespace testing_support;

/// Ends a search after some looks, and keeps what is saved.
class Cutter final : public Monitor {
 public:
  explicit Cutter(std::uint64_t looks) : looks_(looks) {}

  [[nodiscard]] bool wants_end() const override { return looks_-- == 0; }
  [[nodiscard]] bool saves() const override { return true; }
  void save(const std::string& checkpoint) override { saved = checkpoint; }

  std::string saved;

 private:
  mutable std::atomic<std::uint64_t> looks_;
};

weft::Scenario named(const std::function<void()>& body) {
  weft::Scenario scenario;
  scenario.name = "scenario";
  scenario.body = body;
  return scenario;
}

struct Outcome {
  Report report;
  int breaks = 0;
};

/// Cut off after at most `patience` executions each time.
Outcome with_breaks(const weft::Scenario& scenario, Options options, std::uint64_t seed,
                    std::uint64_t patience) {
  std::mt19937_64 dice(seed);
  Outcome outcome;
  std::string saved;
  for (;; ++outcome.breaks) {
    Cutter cutter(1'000'000);
    options.max_executions = dice() % patience + 1;
    outcome.report = saved.empty() ? explore(scenario, options, cutter)
                                   : resume(scenario, saved, options, cutter);
    if (cutter.saved.empty()) return outcome;
    saved = cutter.saved;
  }
}

void expect_same(const Report& resumed, const Report& whole) {
  EXPECT_EQ(resumed.verdict, whole.verdict);
  EXPECT_EQ(resumed.executions, whole.executions);
  EXPECT_EQ(resumed.blocked, whole.blocked);
  EXPECT_EQ(resumed.events, whole.events);
  EXPECT_EQ(resumed.depth, whole.depth);
  ASSERT_EQ(resumed.counterexamples.size(), whole.counterexamples.size());
  for (std::size_t c = 0; c < whole.counterexamples.size(); ++c) {
    EXPECT_EQ(resumed.counterexamples[c].token, whole.counterexamples[c].token);
    EXPECT_EQ(resumed.counterexamples[c].found_in_execution,
              whole.counterexamples[c].found_in_execution);
  }
}

struct Case {
  std::string name;
  std::function<void()> body;
  std::uint64_t patience = 20;
};

class Resumed : public testing::TestWithParam<Case> {};

TEST_P(Resumed, ComesToWhatAnUninterruptedSearchComesTo) {
  const weft::Scenario scenario = named(GetParam().body);
  Options options;
  options.keep_going = true;
  const Report whole = explore(scenario, options);
  int breaks = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Outcome outcome = with_breaks(scenario, options, seed, GetParam().patience);
    expect_same(outcome.report, whole);
    breaks += outcome.breaks;
  }
  EXPECT_GT(breaks, 0);
}

/// The timers' channels and the clock are not made by goroutines, and a fact is learned.
void timeouts() {
  Chan<int> c;
  const auto with = with_timeout(background(), std::chrono::milliseconds(10));
  for (int g = 0; g < 3; ++g) {
    go([=, context = with.context] {
      select(send(c, g), recv(context.done()), recv(after(std::chrono::milliseconds(5))));
    });
  }
  select(recv(c), otherwise([] {}));
  select(recv(c), recv(with.context.done()));
  with.cancel();
}

void two_findings() {
  auto mu = std::make_shared<Mutex>("mu");
  auto x = std::make_shared<Atomic<int>>(0, "x");
  for (int g = 0; g < 3; ++g) {
    go([=] {
      for (int k = 0; k < 2; ++k) {
        mu->lock();
        if (x->fetch_add(1) == 3 && g == 0) panic("fourth");
        mu->unlock();
      }
      if (g == 1 && x->load() == 5) panic("fifth");
    });
  }
}

INSTANTIATE_TEST_SUITE_P(Programs, Resumed,
                         testing::Values(Case{"Mutex", lockers(4, 2), 400},
                                         Case{"LastZero", last_zero(9), 400},
                                         Case{"Pairings", senders_and_receivers(6, 6, 0), 100},
                                         Case{"Philosophers", philosophers(5, false), 8},
                                         Case{"FanOut", fan_out(6, 3), 200},
                                         Case{"Timeouts", timeouts},
                                         Case{"Findings", two_findings, 30}),
                         [](const auto& info) { return info.param.name; });

TEST(Resume, WorksForSeveralThreads) {
  const weft::Scenario scenario = named(lockers(3, 4));
  Options options;
  options.jobs = 3;
  int breaks = 0;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Outcome outcome = with_breaks(scenario, options, seed, 15'000);
    EXPECT_EQ(outcome.report.verdict, Verdict::verified);
    EXPECT_EQ(outcome.report.executions, 34'650U);
    breaks += outcome.breaks;
  }
  EXPECT_GT(breaks, 5);
}

TEST(Resume, GoesOnWithOneThreadWhereSeveralLeftOff) {
  const weft::Scenario scenario = named(lockers(3, 4));
  Options options;
  options.jobs = 3;
  Cutter cutter(200);
  ASSERT_TRUE(explore(scenario, options, cutter).interrupted);
  Monitor nobody;
  const Report report = resume(scenario, cutter.saved, {}, nobody);
  EXPECT_EQ(report.verdict, Verdict::verified);
  EXPECT_EQ(report.executions, 34'650U);
}

TEST(Resume, CountsItsBudgetFromNowOn) {
  const weft::Scenario scenario = named(lockers(4, 2));
  Options options;
  options.max_executions = 100;
  Cutter cutter(1'000'000);
  EXPECT_EQ(explore(scenario, options, cutter).executions, 100U);
  EXPECT_EQ(resume(scenario, cutter.saved, options, cutter).executions, 200U);
}

std::string cut_off(const weft::Scenario& scenario) {
  Cutter cutter(3);
  EXPECT_TRUE(explore(scenario, {}, cutter).interrupted);
  return cutter.saved;
}

std::string refusal(const weft::Scenario& scenario, const std::string& saved) {
  Monitor nobody;
  try {
    (void)resume(scenario, saved, {}, nobody);
  } catch (const std::invalid_argument& refused) {
    return refused.what();
  }
  return "";
}

TEST(Resume, RefusesEveryDamage) {
  const weft::Scenario scenario = named(lockers(4, 2));
  const std::string saved = cut_off(scenario);
  for (std::size_t at = 0; at < saved.size(); ++at) {
    std::string damaged = saved;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    EXPECT_NE(refusal(scenario, damaged), "") << "byte " << at;
    EXPECT_NE(refusal(scenario, saved.substr(0, at)), "") << "first " << at;
  }
  EXPECT_NE(refusal(scenario, saved + 'x'), "");
}

TEST(Resume, SaysWhyItRefuses) {
  const weft::Scenario scenario = named(lockers(4, 2));
  const std::string saved = cut_off(scenario);
  EXPECT_EQ(refusal(scenario, "hello"),
            "this is no search that can go on: it is not a file of weft's");
  EXPECT_EQ(refusal(scenario, "weft search 0\n"),
            "this is no search that can go on: another version of weft has written it");
  EXPECT_EQ(refusal(scenario, saved.substr(0, saved.size() - 1)),
            "this is no search that can go on: it is damaged, or not all there");
  weft::Scenario other = scenario;
  other.name = "other";
  EXPECT_EQ(refusal(other, saved), "the search is one of scenario \"scenario\"");
}

TEST(Resume, RefusesAScenarioThatDoesSomethingElse) {
  EXPECT_EQ(
      refusal(named(lockers(3, 2)), cut_off(named(lockers(4, 2)))),
      "the search of \"scenario\" cannot go on: the program, or what it rests on, has changed "
      "since");
}

}  // namespace
}  // namespace weft
