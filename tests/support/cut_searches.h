// Searches that are cut off, and go on.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"

namespace weft::testing_support {

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

inline weft::Scenario named(const std::function<void()>& body) {
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
inline Outcome with_breaks(const weft::Scenario& scenario, Options options, std::uint64_t seed,
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

/// Interrupted after some looks each time, at no budget.
inline Outcome interrupted(const weft::Scenario& scenario, const Options& options,
                           std::uint64_t seed) {
  std::mt19937_64 dice(seed);
  Outcome outcome;
  std::string saved;
  for (;; ++outcome.breaks) {
    Cutter cutter(dice() % 12 + 1);
    outcome.report = saved.empty() ? explore(scenario, options, cutter)
                                   : resume(scenario, saved, options, cutter);
    if (!outcome.report.interrupted) return outcome;
    saved = cutter.saved;
  }
}

inline void expect_same(const Report& resumed, const Report& whole) {
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

/// The timers' channels and the clock are not made by goroutines, and a fact is learned.
inline void timeouts() {
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

inline void two_findings() {
  auto mu = std::make_shared<Mutex>("mu");
  auto x = std::make_shared<Atomic<int>>(0, "x");
  for (int g = 0; g < 3; ++g) {
    go([=] {
      for (int k = 0; k < 2; ++k) {
        mu->lock();
        if (x->add_fetch(1) == 3 && g == 0) panic("fourth");
        mu->unlock();
      }
      if (g == 1 && x->load() == 5) panic("fifth");
    });
  }
}

/// Why the search does not go on; empty: it does.
inline std::string refusal(const weft::Scenario& scenario, const std::string& saved) {
  Monitor nobody;
  try {
    (void)resume(scenario, saved, {}, nobody);
  } catch (const std::invalid_argument& refused) {
    return refused.what();
  }
  return "";
}

}  // namespace weft::testing_support
