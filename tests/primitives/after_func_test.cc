// context.AfterFunc, by the package's documentation: when it runs, and when it can be stopped.
#include <gtest/gtest.h>

#include <string>

#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"
#include "weft/tests/support/words.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using testing_support::Explored;
using testing_support::explored;
using testing_support::Outcomes;
using testing_support::outcomes;
using testing_support::text;
using testing_support::yes;

// "AfterFunc arranges to call f in its own goroutine after ctx is canceled."
TEST(Context, AfterFuncRunsOnceItIsCancelled) {
  const Explored seen = explored([] {
    const WithCancel with = with_cancel(background());
    Chan<int> ran(0, "ran");
    after_func(with.context, [ran] { ran.send(1); });
    with.cancel();
    return std::to_string(ran.recv());
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"1"});
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}
// "If ctx is already canceled, AfterFunc calls f immediately in its own goroutine."
TEST(Context, AfterFuncOfACancelledContextRuns) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              with.cancel();
              Chan<int> ran(0, "ran");
              after_func(with.context, [ran] { ran.send(1); });
              return std::to_string(ran.recv());
            }),
            Outcomes{"1"});
}
// "Calling the returned stop function stops the association of ctx with f. It returns true if the
// call stopped f from being run."
TEST(Context, StoppingAfterFuncKeepsItFromRunning) {
  const Explored seen = explored([] {
    Atomic<int> ran(0, "ran");
    const WithCancel with = with_cancel(background());
    const StopFunc stop = after_func(with.context, [&] { ran.store(1); });
    const bool first = stop();
    with.cancel();
    return yes(first) + std::to_string(ran.load());
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"yes0"});
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}
// "If stop returns false, either the context is done and f has been started in its own goroutine;
// or f was already stopped."
TEST(Context, StoppingTooLateReturnsFalse) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              const StopFunc stop = after_func(with.context, [] {});
              with.cancel();
              return yes(stop());
            }),
            Outcomes{"no"});
}
TEST(Context, StoppingTwiceReturnsFalse) {
  EXPECT_EQ(outcomes([] {
              const StopFunc stop = after_func(background(), [] {});
              const bool first = stop();
              return yes(first) + yes(stop());
            }),
            Outcomes{"yesno"});
}
// "Multiple calls to AfterFunc on a context operate independently."
TEST(Context, AfterFuncsAreIndependent) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              Chan<int> ran(2, "ran");
              const StopFunc stop = after_func(with.context, [ran] { ran.send(1); });
              after_func(with.context, [ran] { ran.send(2); });
              stop();
              with.cancel();
              return std::to_string(ran.recv());
            }),
            Outcomes{"2"});
}

/// "AfterFunc arranges to call f in its own goroutine after ctx is canceled": by a deadline too.
TEST(AfterFunc, RunsWhenTheDeadlinePasses) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_timeout(background(), 1s);
              const Chan<std::string> ran("ran");
              after_func(with.context, [=] { ran.send(text(now())); });
              const std::string at = ran.recv();
              with.cancel();
              return at;
            }),
            Outcomes{"1s"});
}

TEST(AfterFunc, RunsWhenAParentIsCancelled) {
  EXPECT_EQ(outcomes([] {
              const WithCancel parent = with_cancel(background());
              const WithCancel child = with_cancel(parent.context);
              const Chan<int> ran("ran");
              after_func(child.context, [=] { ran.send(1); });
              parent.cancel();
              const int got = ran.recv();
              child.cancel();
              return std::to_string(got);
            }),
            Outcomes{"1"});
}

/// A context that is never done never calls it, and that is no leak.
TEST(AfterFunc, OfWhatIsNeverDoneNeverRuns) {
  const Explored seen = explored([] {
    int ran = 0;
    after_func(background(), [&] { ++ran; });
    const WithCancel parent = with_cancel(background());
    after_func(without_cancel(parent.context), [&] { ++ran; });
    parent.cancel();
    return std::to_string(ran);
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"0"});
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

/// "It returns true if the call stopped f from being run. If stop returns false, either the context
/// is done and f has been started in its own goroutine; or f was already stopped."
TEST(AfterFunc, StoppingCompetesWithTheCancellation) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              Atomic<int> runs(0, "runs");
              bool stopped = false;
              {
                WaitGroup all("all");
                const StopFunc stop = after_func(with.context, [&] { runs.add(1); });
                all.go([cancel = with.cancel] { cancel(); });
                all.go([&] { stopped = stop(); });
                all.wait();
                if (!stopped) {
                  while (runs.load() == 0) gosched();
                }
              }
              return yes(stopped) + std::to_string(runs.load());
            }),
            (Outcomes{"yes0", "no1"}));
}

TEST(AfterFunc, OfTwoWhoStopOnlyOneStoppedIt) {
  EXPECT_EQ(outcomes([] {
              WaitGroup both("both");
              Atomic<int> stopped(0, "stopped");
              const StopFunc stop = after_func(background(), [] {});
              for (int i = 0; i < 2; ++i) {
                both.go([&] {
                  if (stop()) stopped.add(1);
                });
              }
              both.wait();
              return std::to_string(stopped.load());
            }),
            Outcomes{"1"});
}

/// "The stop function does not wait for f to complete before returning."
TEST(AfterFunc, StoppingDoesNotWaitForIt) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              const Chan<Unit> begun("begun");
              const Chan<Unit> finish("finish");
              const StopFunc stop = after_func(with.context, [=] {
                begun.send({});
                (void)finish.recv();
              });
              with.cancel();
              (void)begun.recv();
              const bool stopped = stop();
              finish.send({});
              return yes(stopped);
            }),
            Outcomes{"no"});
}

/// "In its own goroutine": who cancels does not wait for it either.
TEST(AfterFunc, CancellingDoesNotWaitForIt) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              Atomic<bool> ran(false, "ran");
              after_func(with.context, [&] { ran.store(true); });
              with.cancel();
              return yes(ran.load());
            }),
            (Outcomes{"yes", "no"}));
}

/// "Multiple calls to AfterFunc on a context operate independently; one does not replace another."
TEST(AfterFunc, AllOfThemRunInAnyOrder) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              const Chan<int> ran("ran");
              for (const int i : {1, 2}) after_func(with.context, [=] { ran.send(i); });
              with.cancel();
              const int first = ran.recv();
              return std::to_string(first) + std::to_string(ran.recv());
            }),
            (Outcomes{"12", "21"}));
}

/// What was done before the cancellation is known to it. Twin: what is done after is not.
TEST(AfterFunc, KnowsWhatTheCancellerHadDone) {
  const auto write = [](bool before) {
    return explored([before] {
      Shared<int> x(0, "x");
      const WithCancel with = with_cancel(background());
      after_func(with.context, [&x] { (void)x.load(); });
      if (before) x.store(1);
      with.cancel();
      if (!before) x.store(1);
      return "";
    });
  };
  EXPECT_EQ(write(true).report.verdict, Verdict::verified);
  EXPECT_EQ(write(false).finding(), kind::kDataRace);
}

TEST(AfterFunc, ThatPanicsEndsTheProgram) {
  EXPECT_EQ(explored([] {
              const WithCancel with = with_cancel(background());
              after_func(with.context, [] { panic("in AfterFunc"); });
              with.cancel();
              return "";
            }).finding(),
            kind::kPanic);
}

}  // namespace
}  // namespace weft
