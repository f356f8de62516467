// Causes of lost wakeups in words.
#include <gtest/gtest.h>

#include <mutex>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/tales.h"

namespace weft {
namespace {

using testing_support::cause;
using testing_support::found;
using testing_support::mentions;

void signal_too_early() {
  Mutex m("m");
  Cond news(m, "news");
  Atomic<bool> ready(false, "ready");
  go("waiter", [&] {
    if (ready.load()) return;
    std::scoped_lock lock(m);
    news.wait();
  });
  go("waker", [&] {
    ready.store(true);
    news.signal();
  });
}

TEST(Cause, OfALostWakeupNamesTheSignalAndTheWait) {
  const Counterexample told = found(signal_too_early);
  EXPECT_EQ(told.finding.kind, kind::kLostWakeup);
  const std::string text = cause(told);
  EXPECT_TRUE(mentions(text, "signal news at step")) << text;
  EXPECT_TRUE(mentions(text, "waiter began to wait only after that")) << text;
  EXPECT_EQ(told.transcript.preemptions, 1);
}

/// Nobody waits when the first signal comes, and the second one wakes one of two.
void signal_to_another() {
  Mutex mu("mu");
  Cond freed(mu, "freed");
  WaitGroup waiting("waiting");
  freed.signal();
  waiting.add(2);
  const auto wait = [&] {
    std::scoped_lock lock(mu);
    waiting.done();
    freed.wait();
  };
  go("valet", wait);
  go("car", wait);
  waiting.wait();
  std::scoped_lock lock(mu);
  freed.signal();
}

TEST(Cause, OfALostWakeupNamesWhoWasWokenInstead) {
  const Counterexample told = found(signal_to_another);
  ASSERT_EQ(told.finding.kind, kind::kLostWakeup);
  const bool car = told.finding.goroutines[0] == "car";
  EXPECT_TRUE(mentions(told.finding.message, "woke somebody else")) << told.finding.message;
  EXPECT_TRUE(mentions(cause(told), "was waiting as well when signal freed at step"))
      << cause(told);
  EXPECT_TRUE(mentions(cause(told), car ? " woke valet." : " woke car.")) << cause(told);
}

}  // namespace
}  // namespace weft
