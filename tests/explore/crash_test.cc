// What a scenario does to itself is a finding with a schedule, and nothing hangs.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/sanitized.h"

// What assert() calls, also where NDEBUG keeps it from doing so.
extern "C" void __assert_fail(const char* what, const char* file, unsigned line,
                              const char* function) noexcept;

namespace weft {
namespace {

using testing_support::kSanitized;

/// Two goroutines; the second to come crashes in `how`.
void second_crashes(const std::function<void()>& how) {
  Atomic<int> came(0, "came");
  for (int i = 0; i < 2; ++i) {
    go("goer", [&] {
      if (came.add_fetch(1) == 2) how();
    });
  }
}

class Crash : public testing::Test {
 protected:
  void SetUp() override {
    if (kSanitized) GTEST_SKIP() << "the sanitizer reports it";
  }

  void finds(const char* kind, const std::function<void()>& how, const std::string& words) {
    const auto body = [&] { second_crashes(how); };
    Scenario scenario{.name = "crash", .body = body};
    Options options;
    options.watchdog = std::chrono::duration<double>(0.2);
    const Report report = explore(scenario, options);
    ASSERT_EQ(report.verdict, Verdict::violation);
    const Counterexample& found = report.counterexamples.at(0);
    EXPECT_EQ(found.finding.kind, kind);
    EXPECT_NE(found.finding.message.find(words), std::string::npos) << found.finding.message;
    EXPECT_EQ(found.finding.goroutines.size(), 1U);
    EXPECT_GE(found.transcript.steps.size(), 2U);
    const Replay again = replay(scenario, found.token, options);
    EXPECT_EQ(again.outcome, Replay::Outcome::reproduced) << again.divergence;
  }
};

volatile int zero = 0;
int* volatile nowhere = nullptr;

int deeper(int n) {
  volatile char frame[512] = {};
  frame[0] = static_cast<char>(n);
  return n == 0 ? frame[0] : deeper(n + 1) + frame[0];
}

TEST_F(Crash, SegmentationFault) {
  finds(
      kind::kCrash, [] { *nowhere = 1; }, "segmentation fault");
}
TEST_F(Crash, SegmentationFaultNamesTheLine) {
  const Report report = explore([] { second_crashes([] { *nowhere = 1; }); });
  const Counterexample& found = report.counterexamples.at(0);
  ASSERT_FALSE(found.cause.empty());
  EXPECT_NE(found.cause[0].find("was at crash_test.cc:"), std::string::npos) << found.cause[0];
}
TEST_F(Crash, FailedAssertionNamesWhoCalled) {
  const Report report = explore(
      [] { second_crashes([] { __assert_fail("n > 0", "/src/queue.cc", 12, "int f()"); }); });
  const Counterexample& found = report.counterexamples.at(0);
  ASSERT_FALSE(found.cause.empty());
  EXPECT_NE(found.cause[0].find("was at crash_test.cc:"), std::string::npos) << found.cause[0];
}
TEST_F(Crash, Abort) {
  finds(
      kind::kCrash, [] { std::abort(); }, "abort");
}
TEST_F(Crash, DivisionByZero) {
  finds(
      kind::kCrash, [] { zero = 1000 / zero; }, "arithmetic fault");
}
TEST_F(Crash, StackOverflow) {
  finds(
      kind::kStackOverflow, [] { zero = zero * deeper(1); }, "stack");
}
TEST_F(Crash, FrameLargerThanTheStack) {
  const auto large = [] {
    char frame[300'000];
    asm volatile("" : : "r"(frame) : "memory");  // somebody uses it
  };
  finds(kind::kStackOverflow, large, "64 KiB");
}
TEST_F(Crash, FailedAssertion) {
  const auto fails = [] {
    if (zero == 0) __assert_fail("n > 0", "/src/queue.cc", 12, "int f()");
  };
  finds(kind::kCrash, fails, "queue.cc:12: assertion `n > 0' failed");
}
TEST_F(Crash, AbortIsNotExplainedByAnEarlierAssertion) {
  const auto fails = [] { __assert_fail("n > 0", "/src/queue.cc", 12, "int f()"); };
  (void)explore([&] { go(fails); });
  const Report report = explore([] { go([] { std::abort(); }); });
  EXPECT_EQ(report.counterexamples.at(0).finding.message.find("queue.cc"), std::string::npos);
}
TEST_F(Crash, Terminate) {
  finds(
      kind::kCrash, [] { std::terminate(); }, "std::terminate was called");
}
TEST_F(Crash, DestructorThatBlocks) {
  struct Locks {
    Mutex& mu;
    ~Locks() { mu.lock(); }
  };
  const Report report = explore([] {
    Mutex mu("mu");
    mu.lock();
    go("holder", [&] {
      const Locks locks{mu};
      gosched();
    });
    mu.lock();
  });
  ASSERT_EQ(report.verdict, Verdict::violation);
  EXPECT_EQ(report.counterexamples.at(0).finding.kind, kind::kDeadlock);
}
TEST_F(Crash, DestructorThatBlocksWhileUnwinding) {
  struct Sends {
    Chan<int> to;
    ~Sends() { to.send(1); }
  };
  const Report report = explore([] {
    const Chan<int> to("to");
    go("sender", [=] {
      const Sends sends{to};
      throw std::runtime_error("first");
    });
  });
  ASSERT_EQ(report.verdict, Verdict::violation);
  EXPECT_EQ(report.counterexamples.at(0).finding.kind, kind::kLeak);
}
TEST_F(Crash, LoopThatDoesNotNoticeThatAllIsOver) {
  const std::clock_t begin = std::clock();
  const Report report = explore([] {
    WaitGroup work("work");
    go([&] {
      for (;;) work.add(1);
    });
    work.wait();
  });
  EXPECT_EQ(report.verdict, Verdict::violation);
  EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, 20);
}
/// What it still held when it was left to itself must not be an event of the next execution.
TEST_F(Crash, LoopThatSwallowsWhatUnwindsIt) {
  const Report report = explore([] {
    const Chan<int> never("never");
    go([=] {
      for (;;) {
        try {
          never.send(1);
        } catch (...) {
        }
      }
    });
  });
  ASSERT_EQ(report.verdict, Verdict::violation);
  EXPECT_EQ(report.counterexamples.at(0).finding.kind, kind::kLeak);
}
TEST_F(Crash, EndlessLoopIsFoundWithinTwoSeconds) {
  const std::clock_t begin = std::clock();  // of this process: others do not count
  const Report report = explore([] {
    go([] {
      while (zero == 0) {
      }
    });
  });
  ASSERT_EQ(report.verdict, Verdict::violation);
  EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, 2);
}
TEST_F(Crash, ExceptionWhereNoneMayBe) {
  const auto noexcept_throws = []() noexcept { (void)std::string("out of").at(7); };
  finds(
      kind::kCrash, [=] { noexcept_throws(); }, "at");
}
TEST_F(Crash, ExceptionWhileUnwinding) {
  struct Throws {
    ~Throws() noexcept(false) { throw std::runtime_error("second"); }
  };
  const auto both = [] {
    const Throws one;
    throw std::runtime_error("first");
  };
  finds(kind::kCrash, both, "std::terminate");
}
TEST_F(Crash, EndlessLoop) {
  finds(
      kind::kNeverYields,
      [] {
        while (zero == 0) {
        }
      },
      "without ever coming");
}
TEST_F(Crash, EndlessLoopThatAllocates) {
  finds(
      kind::kNeverYields,
      [] {
        while (zero == 0) std::string(100, 'x').swap(*std::make_unique<std::string>());
      },
      "");
}
TEST_F(Crash, RealMutex) {
  static std::mutex real;
  std::thread holder;
  std::mutex ready;
  ready.lock();
  std::mutex done;
  done.lock();
  holder = std::thread([&] {
    real.lock();
    ready.unlock();
    done.lock();
    real.unlock();
  });
  ready.lock();
  finds(
      kind::kNeverYields, [] { real.lock(); }, "a real mutex");
  done.unlock();
  holder.join();
}

TEST_F(Crash, LosesNothingThatWasFoundBefore) {
  Options all;
  all.keep_going = true;
  const Report report = explore(
      [] {
        Shared<int> x(0, "x");
        Atomic<int> came(0, "came");
        for (int i = 0; i < 2; ++i) {
          go([&] {
            x.store(1);
            if (came.add_fetch(1) == 2) std::abort();
          });
        }
      },
      all);
  ASSERT_EQ(report.counterexamples.size(), 2U);
  EXPECT_EQ(report.counterexamples[0].finding.kind, kind::kDataRace);
  EXPECT_EQ(report.counterexamples[1].finding.kind, kind::kCrash);
}

TEST_F(Crash, LeavesSignalsAsTheyWere) {
  struct sigaction before {};
  struct sigaction after {};
  sigaction(SIGSEGV, nullptr, &before);
  (void)explore([] {});
  sigaction(SIGSEGV, nullptr, &after);
  EXPECT_EQ(before.sa_sigaction, after.sa_sigaction);
}

TEST_F(Crash, DestructorOfWhatAParkedGoroutineHolds) {
  struct Brittle {
    Brittle() = default;
    Brittle(const Brittle&) = delete;
    Brittle& operator=(const Brittle&) = delete;
    ~Brittle() { std::abort(); }
  };
  Options all;
  all.keep_going = true;
  const auto body = [] {
    const Chan<int> never("never");
    go("receiver", [never, held = std::make_shared<Brittle>()] { never.recv(); });
  };
  const Report report = explore(Scenario{.name = "brittle", .body = body}, all);
  ASSERT_FALSE(report.counterexamples.empty());
  EXPECT_EQ(report.counterexamples[0].finding.kind, kind::kLeak);
}

}  // namespace
}  // namespace weft
