// Whoever starts goroutines takes functions that own what they work on, and cannot be copied.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using testing_support::Outcomes;
using testing_support::outcomes;

TEST(OwnedFunctions, AreRunByAnErrGroup) {
  EXPECT_EQ(outcomes([] {
              ErrGroup group;
              group.go([error = std::make_unique<Error>("broken")] { return *error; });
              return std::string(group.wait().message());
            }),
            Outcomes{"broken"});
}

TEST(OwnedFunctions, AreRunWhenAContextIsDone) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              const Chan<int> ran("ran");
              after_func(with.context, [=, seven = std::make_unique<int>(7)] { ran.send(*seven); });
              with.cancel();
              return std::to_string(ran.recv());
            }),
            Outcomes{"7"});
}

TEST(OwnedFunctions, OfATimerKeepWhatTheyChangeFromCallToCall) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> called(2, "called");
              auto call = [called, calls = std::make_unique<int>(0)] { called.send(++*calls); };
              const Timer timer = after_func(20ms, std::move(call));
              (void)called.recv();
              (void)timer.reset(10ms);
              return std::to_string(called.recv());
            }),
            Outcomes{"2"});
}

}  // namespace
}  // namespace weft
