// What decides, where no order does; and who would have helped.
#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/tales.h"

namespace weft {
namespace {

using testing_support::cause;
using testing_support::found;
using testing_support::mentions;

void gives_up_by_chance() {
  const Chan<int> jobs("jobs");
  const Chan<Unit> done("done");
  go("consumer", [=] {
    (void)jobs.recv();
    if (choose(2) == 0) done.close();
  });
  jobs.send(1);
  done.recv();
}

TEST(Decisive, NamesTheOutcomeThatDecides) {
  const Counterexample told = found(gives_up_by_chance);
  EXPECT_TRUE(mentions(cause(told), "The outcome that decides: that of consumer's choose"))
      << cause(told);
  ASSERT_EQ(told.decisive.size(), 1U) << cause(told);
  EXPECT_EQ(told.transcript.steps[told.decisive[0]].operation, "choose");
}
TEST(Decisive, NamesTheSelectAndWhatItTook) {
  const std::string text = cause(found([] {
    const Chan<int> jobs("jobs");
    const Chan<Unit> quit("quit");
    go("worker", [=] { select(recv(jobs, [](int) {}), recv(quit, [](Unit) {})); });
    go("stopper", [=] { quit.close(); });
    jobs.send(1);
  }));
  EXPECT_TRUE(mentions(text, "worker's select (")) << text;
  EXPECT_TRUE(mentions(text, "), which took recv quit")) << text;
}
TEST(Decisive, SaysWhoHelpsWhereTheScenarioPasses) {
  const std::string text = cause(found(gives_up_by_chance));
  EXPECT_TRUE(mentions(text, "Where the scenario passes, consumer closes done (")) << text;
}
TEST(Decisive, NamesThePlaceOfWhoReceives) {
  int receives = 0;
  const std::string text = cause(found([&] {
    const Chan<int> jobs("jobs");
    const Chan<Unit> quit("quit");
    go("worker", [=, &receives] {
      receives = __LINE__ + 1;
      select(recv(jobs, [](int) {}), recv(quit, [](Unit) {}));
    });
    go("stopper", [=] { quit.close(); });
    jobs.send(1);
  }));
  const std::string place = "decisive_test.cc:" + std::to_string(receives) + ")";
  EXPECT_TRUE(mentions(text, "Where the scenario passes, worker receives from jobs (" + place))
      << text;
}
TEST(Decisive, DoesNotSayThatOfWhatWasDoneHereToo) {
  const std::string text = cause(found([] {
    const Chan<int> jobs(1, "jobs");
    go("consumer", [=] {
      (void)jobs.recv();
      if (choose(2) == 1) (void)jobs.recv();
    });
    for (int i = 0; i < 3; ++i) jobs.send(i);
  }));
  EXPECT_TRUE(mentions(text, "The outcome that decides")) << text;
  EXPECT_FALSE(mentions(text, "Where the scenario passes")) << text;
}
TEST(Decisive, DoesNotSayThatOfWhoWaitsBehindTheOthers) {
  const std::string text = cause(found([] {
    Mutex a("a");
    Mutex b("b");
    WaitGroup all("all");
    all.go([&] {
      a.lock();
      b.lock();
      b.unlock();
      a.unlock();
    });
    all.go([&] {
      b.lock();
      a.lock();
      a.unlock();
      b.unlock();
    });
    all.wait();
  }));
  EXPECT_TRUE(mentions(text, "The order that decides")) << text;
  EXPECT_FALSE(mentions(text, "Where the scenario passes")) << text;
}

TEST(Decisive, IsACaseOfASelectThatNeededNobodyToMeet) {
  const Counterexample told = found([] {
    const Chan<Unit> done("done");
    const Chan<int> results("results");
    go("reader", [=] { select(recv(done), recv(results)); });
    done.close();
    results.send(1);
  });
  const std::string text = cause(told);
  EXPECT_TRUE(mentions(text, "The outcome that decides: that of reader's select (A, step")) << text;
  EXPECT_TRUE(mentions(text, "which took recv done; with another one")) << text;
}

TEST(Decisive, IsACaseOfASelectThatMetSomebody) {
  const Counterexample told = found([] {
    const Chan<int> wrong("wrong");
    const Chan<int> right("right");
    go("reader", [=] { select(recv(wrong), recv(right)); });
    go_background("stray", [=] { wrong.send(0); });
    right.send(1);
  });
  const std::string text = cause(told);
  EXPECT_TRUE(mentions(text, "reader's select (A, step")) << text;
  EXPECT_TRUE(mentions(text, "which took recv wrong; with another one")) << text;
}

TEST(Decisive, SaysHowManyOrdersDoNotHelp) {
  const Counterexample told = found([] {
    const Chan<int> never("never");
    Mutex mu("mu");
    for (int i = 0; i < 3; ++i) {
      go([&] { const std::scoped_lock lock(mu); });
    }
    go("worker", [=] { never.send(1); });
  });
  EXPECT_TRUE(told.decisive.empty());
  EXPECT_TRUE(mentions(told.cause.back(), "that were tried it fails, too.")) << cause(told);
}

TEST(Hope, OfALockHeldForReadingSaysSo) {
  const std::string text = cause(found([] {
    RWMutex state("state");
    state.rlock();
    state.lock();
  }));
  EXPECT_TRUE(mentions(text, "which it holds itself for reading since step")) << text;
}

TEST(Hope, NamesThePlaceOfWhoReceivedLast) {
  int receives = 0;
  const std::string text = cause(found([&] {
    const Chan<int> jobs("jobs");
    go("worker", [=, &receives] {
      receives = __LINE__ + 1;
      (void)jobs.recv();
    });
    jobs.send(1);
    jobs.send(2);
  }));
  const std::string place = "(decisive_test.cc:" + std::to_string(receives) + ")";
  EXPECT_TRUE(mentions(text, "worker was the last to receive from jobs, at step ")) << text;
  EXPECT_TRUE(mentions(text, place + ", and has finished")) << text;
}

TEST(Unwinding, IsToldOfWhatADestructorDoesAsItsGoroutinePanics) {
  const Counterexample told = found([] {
    Mutex mu("mu");
    const std::scoped_lock lock(mu);
    panic("with a lock");
  });
  const auto unlock =
      std::ranges::find(told.transcript.steps, "unlock", &Transcript::Step::operation);
  ASSERT_NE(unlock, told.transcript.steps.end());
  EXPECT_EQ(unlock->result, "unwinding");
  EXPECT_TRUE(mentions(cause(told), "main's last operation was lock mu")) << cause(told);
}

}  // namespace
}  // namespace weft
