// The go statement, by the language specification; and what C++ adds: scopes and names.
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using testing_support::Outcomes;
using testing_support::outcomes;

std::string found(const std::function<void()>& body) {
  return testing_support::explored(body);
}

/// "A go statement starts the execution of a function call as an independent concurrent thread of
/// control. … program execution does not wait for the invoked function to complete."
TEST(Go, RunsBesideItsStarter) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              go([&] { x.store(1); });
              return std::to_string(x.load());
            }),
            (Outcomes{"0", "1"}));
}

/// "The function value and parameters are evaluated as usual in the calling goroutine": what is
/// captured by value is the goroutine's own.
TEST(Go, CapturesByValueWhatItWasStartedWith) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> results(3, "results");
              for (int i = 0; i < 3; ++i) go([=] { results.send(i); });
              return std::to_string(results.recv() + results.recv() + results.recv());
            }),
            (Outcomes{"3"}));
}

TEST(Go, OwnsWhatCannotBeCopied) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> result("result");
              go([result, owned = std::make_unique<int>(7)] { result.send(*owned); });
              return std::to_string(result.recv());
            }),
            (Outcomes{"7"}));
}

TEST(Go, StartsGoroutinesFromGoroutines) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> result("result");
              go([=] { go([=] { go([=] { result.send(3); }); }); });
              return std::to_string(result.recv());
            }),
            (Outcomes{"3"}));
}

TEST(Go, WhoNeverEndsIsALeak) {
  EXPECT_EQ(found([] {
              const Chan<int> never("never");
              go([=] { (void)never.recv(); });
            }),
            kind::kLeak);
}

TEST(Go, InTheBackgroundMayStay) {
  EXPECT_EQ(found([] {
              const Chan<int> never("never");
              go_background([=] { (void)never.recv(); });
            }),
            "verified");
}

TEST(Go, InTheBackgroundMayNotPanicAllTheSame) {
  EXPECT_EQ(found([] { go_background([] { panic("out of luck"); }); }), kind::kPanic);
}

/// "When a goroutine panics and nobody recovers, the program terminates": whatever left it.
TEST(Go, AnExceptionThatLeavesAGoroutineIsAPanic) {
  EXPECT_EQ(found([] { go([] { throw std::runtime_error("no"); }); }), kind::kPanic);
  EXPECT_EQ(found([] { go([] { throw 42; }); }), kind::kPanic);  // NOLINT: on purpose
}

TEST(Go, APanicNamesItsGoroutine) {
  const Report report = explore([] { go("unlucky", [] { panic("out of luck"); }); });
  ASSERT_EQ(report.counterexamples.size(), 1U);
  EXPECT_EQ(report.counterexamples[0].finding.goroutines.at(0), "unlucky");
}

TEST(Go, ScopesWaitForThoseWhoBorrow) {
  EXPECT_EQ(found([] {
              Atomic<int> x(0, "x");
              go([&] {
                for (int i = 0; i < 3; ++i) x.add(1);
              });
            }),
            "verified");
}

TEST(Gosched, LetsOthersRun) {
  EXPECT_EQ(outcomes([] {
              Atomic<bool> done(false, "done");
              go([&] { done.store(true); });
              while (!done.load()) gosched();
              return std::string("done");
            }),
            (Outcomes{"done"}));
}

TEST(Gosched, ForEverIsALeakOrALivelock) {
  EXPECT_EQ(found([] {
              go("idler", [] {
                for (;;) gosched();
              });
            }),
            kind::kLeak);
  EXPECT_EQ(found([] {
              for (;;) gosched();
            }),
            kind::kLivelock);
}

}  // namespace
}  // namespace weft
