// Causes in words: what a person needs to find the mistake.
#include <gtest/gtest.h>

#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/tales.h"

namespace weft {
namespace {

using testing_support::cause;
using testing_support::found;
using testing_support::mentions;

void half_locked() {
  Mutex m("m");
  Shared<int> x(0, "x");
  go("writer", [&] {
    std::scoped_lock lock(m);
    x.store(7);
  });
  go("reader", [&] { (void)x.load(); });
}

TEST(Cause, OfARaceNamesBothSides) {
  const std::string text = cause(found(half_locked));
  EXPECT_TRUE(mentions(text, "writer: write of x (7)")) << text;
  EXPECT_TRUE(mentions(text, "reader: read of x")) << text;
}
TEST(Cause, OfARaceNamesTheLocksHeld) {
  const std::string text = cause(found(half_locked));
  EXPECT_TRUE(mentions(text, "holding m")) << text;
  EXPECT_TRUE(mentions(text, "holding no lock")) << text;
}
TEST(Cause, OfARaceHasBothPlacesInItsTitle) {
  const Counterexample told = found(half_locked);
  const std::string& title = told.finding.message;
  EXPECT_TRUE(mentions(title, "nothing orders the write of x at cause_test.cc:")) << title;
  EXPECT_TRUE(mentions(title, " and the read at cause_test.cc:")) << title;
}
TEST(Cause, OfARaceSaysThatNothingOrdersThem) {
  const std::string text = cause(found(half_locked));
  EXPECT_TRUE(mentions(text, "never synchronised")) << text;
}
TEST(Cause, OfARaceNamesTheLastCommonPoint) {
  const std::string text = cause(found([] {
    Shared<int> x(0, "x");
    Chan<int> ready(1, "ready");
    go("writer", [&, ready] {
      ready.send(1);
      x.store(1);
    });
    (void)ready.recv();
    (void)x.load();
  }));
  EXPECT_TRUE(mentions(text, "is its send ready at step")) << text;
}

TEST(Cause, OfARaceEndsTheTaleAtTheSecondAccess) {
  const Counterexample told = found([] {
    Shared<int> x(0, "x");
    go("writer", [&] { x.store(1); });
    x.store(2);
    x.store(3);
  });
  ASSERT_EQ(told.finding.steps.size(), 2U);
  EXPECT_EQ(told.transcript.steps.size(), told.finding.steps[1] + 1);
}
TEST(Cause, OfARaceTellsReadersLocksApart) {
  const std::string text = cause(found([] {
    RWMutex m("m");
    Shared<int> x(0, "x");
    for (int i = 0; i < 2; ++i) {
      go([&, i] {
        std::shared_lock lock(m);
        x.store(i);
      });
    }
  }));
  EXPECT_TRUE(mentions(text, "holding m (for reading only)")) << text;
}

void send_after_close() {
  Chan<int> jobs(1, "jobs");
  go("closer", [=] { jobs.close(); });
  go("sender", [=] { jobs.send(1); });
}

TEST(Cause, OfAPanicNamesTheOperationThatMadeItInevitable) {
  const std::string text = cause(found(send_after_close));
  EXPECT_TRUE(mentions(text, "sender's last operation was send jobs")) << text;
  EXPECT_TRUE(mentions(text, "jobs was then as closer's close at step")) << text;
}
TEST(Cause, OfAPanicNamesTheOrderThatDecides) {
  const Counterexample told = found(send_after_close);
  ASSERT_EQ(told.decisive.size(), 2U) << cause(told);
  EXPECT_EQ(told.transcript.steps[told.decisive[0]].operation, "close");
  EXPECT_EQ(told.transcript.steps[told.decisive[1]].operation, "send");
}

TEST(Cause, OfALeakSaysHowMuchRoomAChannelHas) {
  const auto text = [](std::size_t capacity) {
    return cause(found([capacity] {
      const Chan<int> jobs(capacity, "jobs");
      go("sender", [=] {
        for (std::size_t i = 0; i <= capacity; ++i) jobs.send(1);
      });
    }));
  };
  EXPECT_TRUE(mentions(text(0), "sender waits at send jobs, which has no buffer")) << text(0);
  EXPECT_TRUE(mentions(text(2), "sender waits at send jobs, which is full with 2")) << text(2);
}
TEST(Cause, OfADeadlockSaysWhatAWaitGroupCounts) {
  const std::string text = cause(found([] {
    WaitGroup all("all");
    all.add(3);
    go("worker", [&] { all.done(); });
    all.wait();
  }));
  EXPECT_TRUE(mentions(text, "main waits at wait all, which lacks 2 done()")) << text;
}

volatile int served = 0;

[[gnu::noinline]] void serve() {
  if (served == 0) panic("nothing to serve");
  served = served - 1;
}

TEST(Cause, OfAPanicNamesItsLineAndItsCalls) {
  const std::string text = cause(found([] {
    go("server", [] {
      serve();
      served = 1;
    });
  }));
  EXPECT_TRUE(mentions(text, "server panicked at cause_test.cc:")) << text;
  EXPECT_TRUE(mentions(text, "serve, from cause_test.cc:")) << text;
}

TEST(Cause, OfAnExceptionOfTheLibraryNamesTheUsersLine) {
  const std::string text =
      cause(found([] { go("reader", [] { (void)std::string("short").at(7); }); }));
  EXPECT_TRUE(mentions(text, "reader panicked at cause_test.cc:")) << text;
}

TEST(Cause, OfAnEndlessLoopNamesItsLine) {
  Scenario scenario{.name = "loop", .body = [] {
                      go("looper", [] {
                        while (served == 0) {
                        }
                      });
                    }};
  Options options;
  options.watchdog = std::chrono::duration<double>(0.2);
  const std::string text = cause(explore(scenario, options).counterexamples.at(0));
  EXPECT_TRUE(mentions(text, "looper was at cause_test.cc:")) << text;
}

TEST(Cause, OfALeakNamesWhoWouldHaveHelpedAndTookSomethingElse) {
  const std::string text = cause(found([] {
    const Chan<int> jobs("jobs");
    const Chan<Unit> stop("stop");
    go("worker", [=] { select(recv(jobs, [](int) {}), recv(stop, [](Unit) {})); });
    go("stopper", [=] { stop.send({}); });
    go("boss", [=] { select(send(jobs, 1), recv(Chan<Unit>(nullptr), [](Unit) {})); });
  }));
  const bool boss = mentions(
      text, "worker would have received from jobs until it went on with recv stop at step");
  const bool stopper = mentions(
      text, "worker would have received from stop until it went on with recv jobs at step");
  EXPECT_TRUE(boss || stopper) << text;
}

TEST(Cause, OfARepeatedReadLockNamesTheWriterBetween) {
  const Counterexample told = found([] {
    RWMutex state("state");
    go("reader", [&] {
      const std::shared_lock outer(state);
      const std::shared_lock inner(state);
    });
    go("writer", [&] { const std::scoped_lock lock(state); });
  });
  const std::string text = cause(told);
  EXPECT_TRUE(mentions(text, "behind writer, who waits to lock it before any other reader"))
      << text;
  EXPECT_TRUE(mentions(told.finding.message, "reader and writer wait for each other"))
      << told.finding.message;
}

void opposite() {
  Mutex a("a");
  Mutex b("b");
  go("first", [&] {
    std::scoped_lock one(a);
    std::scoped_lock two(b);
  });
  go("second", [&] {
    std::scoped_lock one(b);
    std::scoped_lock two(a);
  });
}

TEST(Cause, OfADeadlockNamesTheOrderThatDecides) {
  const Counterexample told = found(opposite);
  ASSERT_EQ(told.decisive.size(), 1U) << cause(told);
  EXPECT_EQ(told.transcript.steps[told.decisive[0]].operation, "lock");
  EXPECT_TRUE(mentions(cause(told), "the other way round the scenario passes (checked)"));
}

void looks_apart() {
  Mutex m("m");
  Atomic<int> taken(0, "taken");
  for (int i = 0; i < 2; ++i) {
    go([&] {
      m.lock();
      const bool free = taken.load() == 0;
      m.unlock();
      m.lock();
      if (free && taken.add_fetch(1) > 1) panic("taken twice");
      m.unlock();
    });
  }
}
TEST(Cause, OrdersOfLocksDecideToo) {
  const Counterexample told = found(looks_apart);
  ASSERT_EQ(told.decisive.size(), 2U) << cause(told);
  EXPECT_EQ(told.transcript.steps[told.decisive[0]].operation, "lock");
  EXPECT_EQ(told.transcript.steps[told.decisive[1]].operation, "lock");
}
TEST(Cause, NamesAPlaceForWhatHadNotHappenedYet) {
  const std::string text = cause(found([] {
    Atomic<int> came(0, "came");
    go("early", [&] {
      if (came.load() == 0) panic("nobody came");
    });
    go("late", [&] { came.store(1); });
  }));
  EXPECT_TRUE(mentions(text, "late's store came (cause_test.cc:")) << text;
}

TEST(Cause, TheOtherOrderIsTold) {
  const Counterexample told = found(opposite);
  EXPECT_GT(told.passing.steps.size(), told.transcript.steps.size());
  const Replay again = replay(Scenario{.name = "scenario", .body = opposite}, told.passing_token);
  EXPECT_EQ(again.outcome, Replay::Outcome::passed) << again.divergence;
}

TEST(Cause, NamesNoOrderWhereNoneHelps) {
  const Counterexample told = found([] {
    Chan<int> never("never");
    go("worker", [=] { never.send(1); });
  });
  EXPECT_TRUE(told.decisive.empty());
}

TEST(Places, AreTheUsersAlsoBehindTheStandardLibrary) {
  const Counterexample told = found(opposite);
  for (const Transcript::Goroutine& g : told.transcript.goroutines) {
    if (g.waits.operation.empty()) continue;
    EXPECT_NE(g.waits.at.file.find("cause_test.cc"), std::string::npos) << g.waits.at.file;
    for (const Transcript::Held& held : g.holds) {
      EXPECT_NE(held.at.file.find("cause_test.cc"), std::string::npos) << held.at.file;
    }
  }
}

}  // namespace
}  // namespace weft
