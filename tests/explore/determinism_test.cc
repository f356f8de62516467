// A scenario that does not do the same when the same schedule is run again is named as such.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/sanitized.h"

namespace weft {
namespace {

/// Takes one lock or the other, as a variable that outlives the execution says.
void by_static_counter() {
  static int runs = 0;
  Mutex even("even");
  Mutex odd("odd");
  Mutex& mutex = runs++ % 2 == 0 ? even : odd;
  go("worker", [&] { std::scoped_lock lock(mutex); });
  std::scoped_lock lock(mutex);
}

/// Every seventh execution is another one.
void now_and_then() {
  static int runs = 0;
  Atomic<int> x(0, "x");
  for (int i = 0; i < 4; ++i) {
    go([&] {
      (void)x.fetch_add(1);
      (void)x.fetch_add(1);
    });
  }
  if (++runs % 7 == 0) x.add(1);
}

TEST(Nondeterminism, IsAVerdictOfItsOwn) {
  EXPECT_EQ(explore(by_static_counter).verdict, Verdict::nondeterministic);
}

TEST(Nondeterminism, NamesTheFirstStepThatDiffers) {
  const Report report = explore(by_static_counter);
  const Finding& finding = report.counterexamples.at(0).finding;
  EXPECT_EQ(finding.kind, kind::kNondeterminism);
  EXPECT_NE(finding.message.find("lock even"), std::string::npos) << finding.message;
  EXPECT_NE(finding.message.find("lock odd"), std::string::npos) << finding.message;
}

TEST(Nondeterminism, IsFoundInASingleStep) {
  const auto locks_now_and_then = [] {
    static int runs = 0;
    Mutex mu("mu");
    if (++runs % 2 == 0) std::scoped_lock lock(mu);
  };
  EXPECT_EQ(explore(locks_now_and_then).verdict, Verdict::nondeterministic);
}

TEST(Nondeterminism, IsFoundThoughItIsRare) {
  EXPECT_EQ(explore(now_and_then).verdict, Verdict::nondeterministic);
}

TEST(Nondeterminism, DoesNotTroubleTheNaiveSearchEither) {
  Options options;
  options.strategy = "naive";
  EXPECT_EQ(explore(by_static_counter, options).verdict, Verdict::nondeterministic);
}

TEST(Nondeterminism, OfAContainerOrderedByAddresses) {
  if (testing_support::kSanitized) GTEST_SKIP() << "its heap keeps things evenly apart";
  const auto body = [] {
    static std::vector<std::unique_ptr<char[]>> kept;  // so that no two executions have one heap
    kept.push_back(std::make_unique<char[]>(64 + 16 * (kept.size() % 7)));
    std::vector<std::unique_ptr<Mutex>> all;
    std::unordered_set<Mutex*> by_address;
    for (const char* const name : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
      all.push_back(std::make_unique<Mutex>(name));
      by_address.insert(all.back().get());
    }
    for (Mutex* const mutex : by_address) const std::scoped_lock lock(*mutex);
  };
  EXPECT_EQ(explore(body).verdict, Verdict::nondeterministic);
}

TEST(Nondeterminism, OfRandomNumbers) {
  const auto body = [] {
    static std::mt19937 dice(std::random_device{}());
    Mutex mutex("mutex");
    for (auto times = dice() % 1000; times > 0; --times) const std::scoped_lock lock(mutex);
  };
  EXPECT_EQ(explore(body).verdict, Verdict::nondeterministic);
}

TEST(Nondeterminism, OfTheClock) {
  const auto body = [] {
    const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    Chan<long long> times(1, "times");
    times.send(now);
    if (now % 2 == 0) (void)times.recv();
    while (std::chrono::steady_clock::now().time_since_epoch().count() % 4 == now % 4) {
    }
  };
  EXPECT_EQ(explore([&] {
              for (int i = 0; i < 32; ++i) body();
            }).verdict,
            Verdict::nondeterministic);
}

TEST(Nondeterminism, OfARealThread) {
  const auto body = [] {
    static std::atomic<int> runs{0};
    Mutex mutex("mutex");
    std::thread([] { ++runs; }).join();
    if (runs % 2 == 0) const std::scoped_lock lock(mutex);
  };
  EXPECT_EQ(explore(body).verdict, Verdict::nondeterministic);
}

TEST(Nondeterminism, NamesWhatIsUsuallyTheReason) {
  const Counterexample told = explore(by_static_counter).counterexamples.at(0);
  ASSERT_FALSE(told.cause.empty());
  for (const char* const reason : {"clock", "random", "address", "static", "thread"}) {
    EXPECT_NE(told.cause[0].find(reason), std::string::npos) << reason;
  }
}

TEST(Nondeterminism, IsNotWhatTheSearchChooses) {
  const Report report = explore([] {
    Mutex m("m");
    Shared<int> x(0, "x");
    for (int i = 0; i < 3; ++i) {
      go([&] {
        std::scoped_lock lock(m);
        x.store(x.load() + 1);
      });
    }
  });
  EXPECT_EQ(report.verdict, Verdict::verified);
}

}  // namespace
}  // namespace weft
