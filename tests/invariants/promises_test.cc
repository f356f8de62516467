// Each promise: a scenario that breaks it, and a twin that keeps it.
#include <gtest/gtest.h>

#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/tales.h"

namespace weft {
namespace {

using testing_support::found;
using testing_support::mentions;

/// The kind of the first finding; "verified" if there is none.
std::string finds(const std::function<void()>& body) {
  const Report report = explore(body);
  if (report.counterexamples.empty()) return std::string(to_string(report.verdict));
  return report.counterexamples[0].finding.kind;
}

std::string cause(const std::function<void()>& body) {
  std::string text;
  for (const std::string& sentence : found(body).cause) text += sentence + '\n';
  return text;
}

/// Two goroutines lock two mutexes, and main does not wait for them.
void crossing(bool opposite) {
  Mutex a("a");
  Mutex b("b");
  go("first", [&] {
    std::scoped_lock one(a);
    std::scoped_lock two(b);
  });
  go("second", [&] {
    std::scoped_lock one(opposite ? b : a);
    std::scoped_lock two(opposite ? a : b);
  });
}

TEST(NoDeadlock, FindsACircleOfLocksAlthoughMainGoesOn) {
  EXPECT_EQ(finds([] { crossing(true); }), kind::kDeadlock);
}
TEST(NoDeadlock, IsKeptWhenLocksAreTakenInOneOrder) {
  EXPECT_EQ(finds([] { crossing(false); }), "verified");
}
TEST(NoDeadlock, SaysWhoHoldsWhatSinceWhen) {
  const std::string text = cause([] { crossing(true); });
  EXPECT_TRUE(mentions(text, "first waits at lock b")) << text;
  EXPECT_TRUE(mentions(text, "held by second since step")) << text;
}
TEST(NoDeadlock, IsOnlyAboutTheCircle) {
  const Counterexample told = found([] {
    Chan<int> never("never");
    go_background("daemon", [=] { (void)never.recv(); });
    crossing(true);
  });
  EXPECT_EQ(told.finding.goroutines, (std::vector<std::string>{"first", "second"}));
}

void lock_twice(bool twice) {
  Mutex m("m");
  std::scoped_lock one(m);
  if (twice) m.lock();
}
TEST(NoDeadlock, FindsALockTakenTwice) {
  EXPECT_EQ(finds([] { lock_twice(true); }), kind::kDeadlock);
}
TEST(NoDeadlock, IsKeptByALockTakenOnce) {
  EXPECT_EQ(finds([] { lock_twice(false); }), "verified");
}
TEST(NoDeadlock, SaysThatItHoldsTheLockItself) {
  const std::string text = cause([] { lock_twice(true); });
  EXPECT_TRUE(mentions(text, "which it holds itself since step 1")) << text;
}

void receive(bool somebody_sends) {
  Chan<int> jobs("jobs");
  if (somebody_sends) go([=] { jobs.send(1); });
  (void)jobs.recv();
}
TEST(NoDeadlock, FindsAReceiveThatNobodySendsTo) {
  EXPECT_EQ(finds([] { receive(false); }), kind::kDeadlock);
}
TEST(NoDeadlock, IsKeptWhenSomebodySends) {
  EXPECT_EQ(finds([] { receive(true); }), "verified");
}
TEST(NoDeadlock, SaysThatNobodySent) {
  const std::string text = cause([] { receive(false); });
  EXPECT_TRUE(mentions(text, "nobody ever sent to jobs; nobody closed it")) << text;
}

void results(int taken) {
  Chan<int> results("results");
  go("worker", [=] {
    for (int i = 0; i < 2; ++i) results.send(i);
  });
  for (int i = 0; i < taken; ++i) (void)results.recv();
}
TEST(NoLeak, FindsASenderThatIsLeftAlone) {
  EXPECT_EQ(finds([] { results(1); }), kind::kLeak);
}
TEST(NoLeak, IsKeptWhenEverythingIsReceived) {
  EXPECT_EQ(finds([] { results(2); }), "verified");
}
TEST(NoLeak, SaysWhoLastCouldHaveWokenIt) {
  const std::string text = cause([] { results(1); });
  EXPECT_TRUE(mentions(text, "main was the last to receive from results, at step")) << text;
  EXPECT_TRUE(mentions(text, "it was started at promises_test.cc:")) << text;
}
TEST(NoLeak, LetsDaemonsBe) {
  const auto daemon = [] {
    Chan<int> never("never");
    go_background([=] { (void)never.recv(); });
  };
  EXPECT_EQ(finds(daemon), "verified");
}

void notify(bool in_time) {
  Chan<Unit> ready("ready");
  go("consumer", [=] { (void)ready.recv(); });
  if (in_time) {
    ready.send({});
  } else {
    select(send(ready, Unit{}), otherwise([] {}));
  }
}
TEST(NoLostWakeup, FindsANotifyThatNobodyHeard) {
  EXPECT_EQ(finds([] { notify(false); }), kind::kLostWakeup);
}
TEST(NoLostWakeup, IsKeptByASendThatWaits) {
  EXPECT_EQ(finds([] { notify(true); }), "verified");
}
TEST(NoLostWakeup, NamesBothSides) {
  const std::string text = cause([] { notify(false); });
  EXPECT_TRUE(mentions(text, "consumer began to wait only after that")) << text;
}

void finish_with_lock(bool unlock) {
  Mutex m("m");
  go("holder", [&] {
    m.lock();
    if (unlock) m.unlock();
  });
}
TEST(NoHeldLock, FindsALockThatIsNeverGivenBack) {
  EXPECT_EQ(finds([] { finish_with_lock(false); }), kind::kLockHeld);
}
TEST(NoHeldLock, IsKeptByUnlocking) {
  EXPECT_EQ(finds([] { finish_with_lock(true); }), "verified");
}
TEST(NoHeldLock, LetsAnotherGoroutineGiveItBack) {
  const auto handed_over = [] {
    Mutex m("m");
    m.lock();
    go([&] { m.unlock(); });
  };
  EXPECT_EQ(finds(handed_over), "verified");
}

void spin(bool somebody_sets) {
  Atomic<bool> set(false, "set");
  if (somebody_sets) go([&] { set.store(true); });
  while (!set.load()) gosched();
}
TEST(NoLivelock, FindsALoopThatNobodyEnds) {
  EXPECT_EQ(finds([] { spin(false); }), kind::kLivelock);
}
TEST(NoLivelock, IsKeptWhenSomebodyEndsIt) {
  EXPECT_EQ(finds([] { spin(true); }), "verified");
}

void unsynchronised(bool locked) {
  Shared<int> x(0, "x");
  Mutex m("m");
  const auto write = [&, locked] {
    if (!locked) return x.store(1);
    std::scoped_lock lock(m);
    x.store(1);
  };
  go("one", write);
  go("two", write);
}
TEST(NoIncident, FindsADataRace) {
  EXPECT_EQ(finds([] { unsynchronised(false); }), kind::kDataRace);
}
TEST(NoIncident, IsKeptByALock) {
  EXPECT_EQ(finds([] { unsynchronised(true); }), "verified");
}

void throwing(bool caught) {
  try {
    throw std::out_of_range("the seventh of six");
  } catch (const std::out_of_range&) {
    if (!caught) throw;
  }
}
TEST(NoIncident, FindsAnExceptionThatLeavesAGoroutine) {
  const auto body = [] { go("thrower", [] { throwing(false); }); };
  EXPECT_EQ(finds(body), kind::kPanic);
  EXPECT_TRUE(mentions(found(body).finding.message, "the seventh of six"));
}
TEST(NoIncident, IsKeptByAnExceptionThatIsCaught) {
  EXPECT_EQ(finds([] { go([] { throwing(true); }); }), "verified");
}

TEST(Vacuity, IsWarnedOf) {
  const Report report = explore([] {
    int plain = 0;
    WaitGroup all("all");
    for (int i = 0; i < 2; ++i) all.go([&] { ++plain; });
    all.wait();
  });
  ASSERT_EQ(report.warnings.size(), 1U);
  EXPECT_TRUE(report.warnings[0].starts_with("vacuous"));
}
TEST(Vacuity, IsNotWarnedOfWhereSomethingIsShared) {
  const Report report = explore([] {
    Chan<int> ch("ch");
    go([=] { ch.send(1); });
    (void)ch.recv();
  });
  EXPECT_TRUE(report.warnings.empty());
}

}  // namespace
}  // namespace weft
