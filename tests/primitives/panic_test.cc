// "Handling panics", by the language specification: a catch clause is recover, a Defer a deferred
// call.
#include "weft/primitives/panic.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using testing_support::Outcomes;
using testing_support::outcomes;
using testing_support::panics_with;

std::string found(const std::function<void()>& body) {
  return testing_support::explored(body);
}

/// "An explicit call to panic … terminates the execution": what is left of the function, and of
/// those that called it, is not run.
TEST(Panic, EndsTheFunctionAndItsCallers) {
  EXPECT_EQ(outcomes([] {
              std::string log;
              const auto inner = [&] {
                log += "in ";
                panic("stop");
                log += "never ";
              };
              try {
                inner();
                log += "never";
              } catch (const Panic& recovered) {
                log += recovered.what();
              }
              return log;
            }),
            Outcomes{"in stop"});
}

/// "… any functions deferred by F are then executed as usual. Next, any deferred functions run by
/// F's caller are run."
TEST(Panic, RunsWhatWasDeferredFromTheInsideOut) {
  EXPECT_EQ(outcomes([] {
              std::string log;
              const auto inner = [&] {
                const Defer last([&] { log += "inner "; });
                panic("stop");
              };
              try {
                const Defer last([&] { log += "outer "; });
                inner();
              } catch (const Panic&) {
                log += "recovered";
              }
              return log;
            }),
            Outcomes{"inner outer recovered"});
}

/// "… and so on up to any deferred by the top-level function in the executing goroutine. At that
/// point, the program is terminated."
TEST(Panic, ThatNobodyRecoversEndsTheProgram) {
  EXPECT_EQ(panics_with([] { panic("stop"); }), "stop");
}

TEST(Panic, ThatIsRecoveredIsNoFinding) {
  EXPECT_EQ(found([] {
              try {
                panic("stop");
              } catch (const Panic&) {
              }
            }),
            "verified");
}

/// "Recover … stops the panicking sequence by restoring normal execution."
TEST(Panic, OnceRecoveredTheGoroutineGoesOn) {
  EXPECT_EQ(outcomes([] {
              const Chan<std::string> out("out");
              go([=] {
                try {
                  panic("stop");
                } catch (const Panic& recovered) {
                  out.send(recovered.what());
                }
                out.send(" and on");
              });
              const std::string first = out.recv();
              return first + out.recv();
            }),
            Outcomes{"stop and on"});
}

/// Only a function of the panicking goroutine can recover: who started it cannot.
TEST(Panic, CannotBeRecoveredByWhoStartedTheGoroutine) {
  EXPECT_EQ(panics_with([] {
              try {
                WaitGroup all("all");
                all.go([] { panic("in the goroutine"); });
                all.wait();
              } catch (const Panic&) {
              }
            }),
            "in the goroutine");
}

/// "It ends the program" even while main is somewhere else, or done.
TEST(Panic, OfAGoroutineIsFoundThoughMainHasReturned) {
  EXPECT_EQ(panics_with([] { go([] { panic("late"); }); }), "late");
}

/// A lock that is given back by a destructor is given back by a panic; one that is not, is kept.
TEST(Panic, GivesBackTheLocksOfItsScopes) {
  const auto recovering = [](bool by_scope) {
    return [by_scope] {
      Mutex mu("mu");
      try {
        if (by_scope) {
          const std::scoped_lock lock(mu);
          panic("stop");
        }
        mu.lock();
        panic("stop");
      } catch (const Panic&) {
      }
      mu.lock();
      mu.unlock();
    };
  };
  EXPECT_EQ(found(recovering(true)), "verified");
  EXPECT_EQ(found(recovering(false)), kind::kDeadlock);
}

/// Go: "panic: first [recovered] … panic: second". The later panic is the one that goes on.
TEST(Panic, MayBeFollowedByAnother) {
  EXPECT_EQ(panics_with([] {
              try {
                panic("first");
              } catch (const Panic&) {
                panic("second");
              }
            }),
            "second");
}

TEST(Panic, IsAnyExceptionInItsOwnWords) {
  EXPECT_NE(panics_with([] { throw std::out_of_range("index 7"); }).find("index 7"),
            std::string::npos);
}

}  // namespace
}  // namespace weft
