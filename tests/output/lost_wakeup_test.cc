// Lost wakeups in words: the cause, and the cure.
#include <gtest/gtest.h>

#include <mutex>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/output/cures.h"
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

TEST(LostWakeup, NamesTheSignalAndTheWait) {
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

TEST(LostWakeup, NamesWhoWasWokenInstead) {
  const Counterexample told = found(signal_to_another);
  ASSERT_EQ(told.finding.kind, kind::kLostWakeup);
  const bool car = told.finding.goroutines[0] == "car";
  EXPECT_TRUE(mentions(told.finding.message, "woke somebody else")) << told.finding.message;
  EXPECT_TRUE(mentions(cause(told), "was waiting as well when signal freed at step"))
      << cause(told);
  EXPECT_TRUE(mentions(cause(told), car ? " woke valet." : " woke car.")) << cause(told);
}

/// Two wait for one item. Whom nobody has signalled has seen that there is none left.
void one_item_for_two() {
  Mutex mu("mu");
  Cond news(mu, "news");
  Shared<int> items(0, "items");
  WaitGroup consumers("consumers");
  for (int i = 0; i < 2; ++i) {
    consumers.go([&] {
      std::unique_lock lock(mu);
      while (items.load() == 0) news.wait();
      items.store(items.load() - 1);
    });
  }
  {
    const std::scoped_lock lock(mu);
    items.store(1);
    news.signal();
  }
  consumers.wait();
}

TEST(LostWakeup, SaysThatTheSleeperHadLooked) {
  const Counterexample told = found(one_item_for_two);
  ASSERT_EQ(told.finding.kind, kind::kLostWakeup);
  EXPECT_TRUE(mentions(cause(told), " looked after that, at step ")) << cause(told);
  EXPECT_TRUE(output::cure_of(told).starts_with("make the condition true and signal it"));
}

TEST(LostWakeup, WithoutALookHasTheUsualCure) {
  EXPECT_TRUE(output::cure_of(found(signal_too_early)).starts_with("test the condition and wait"));
}

TEST(LostWakeup, OfAChannelHasACureForChannels) {
  const Counterexample told = found([] {
    const Chan<Unit> ready("ready");
    go("consumer", [=] { (void)ready.recv(); });
    select(send(ready, Unit{}), otherwise());
  });
  ASSERT_EQ(told.finding.kind, kind::kLostWakeup);
  EXPECT_TRUE(mentions(std::string(output::cure_of(told)), "give the channel room"));
}

}  // namespace
}  // namespace weft
