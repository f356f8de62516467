// golang.org/x/sync/singleflight, by its documentation.
#include "weft/primitives/single_flight.h"

#include <gtest/gtest.h>

#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using namespace testing_support;

/// Two calls for `first` and `second`; how often the work was done, and for each call what it got
/// and whether that was shared.
std::string two_calls(const std::string& first, const std::string& second) {
  SingleFlight<int> flights;
  WaitGroup all;
  Atomic<int> calls(0);
  Flown<int> a{};
  Flown<int> b{};
  const auto work = [&] { return std::pair(calls.add_fetch(1), Error()); };
  all.go([&] { a = flights.do_(first, work); });
  all.go([&] { b = flights.do_(second, work); });
  all.wait();
  return std::to_string(calls.load()) + " calls" + (a.shared ? ", shared" : "") +
         (a.shared != b.shared ? " by one" : "") + (a.value == b.value ? ", same" : "");
}

TEST(SingleFlight, CallsThatOverlapShareTheResultOthersDoNot) {
  const Explored seen = explored([] { return two_calls("key", "key"); });
  EXPECT_EQ(seen.outcomes, (Outcomes{"1 calls, shared, same", "2 calls"}));
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

TEST(SingleFlight, CallsForDifferentKeysDoNot) {
  EXPECT_EQ(outcomes([] { return two_calls("key", "other"); }), Outcomes{"2 calls"});
}

TEST(SingleFlight, GivesEveryoneTheError) {
  EXPECT_EQ(outcomes([] {
              SingleFlight<int> flights;
              const auto failed = flights.do_("key", [] { return std::pair(0, Error("down")); });
              return std::string(failed.error.message());
            }),
            Outcomes{"down"});
}

TEST(SingleFlight, AfterForgetTheNextCallDoesTheWorkAgain) {
  EXPECT_EQ(outcomes([] {
              SingleFlight<int> flights;
              Chan<Unit> begun;
              Chan<Unit> finish;
              Atomic<int> calls(0);
              WaitGroup all;
              all.go([&] {
                (void)flights.do_("key", [&] {
                  begun.send({});
                  finish.recv();
                  return std::pair(calls.add_fetch(1), Error());
                });
              });
              begun.recv();
              flights.forget("key");
              (void)flights.do_("key", [&] { return std::pair(calls.fetch_add(1), Error()); });
              finish.send({});
              all.wait();
              return std::to_string(calls.load());
            }),
            Outcomes{"2"});
}

TEST(SingleFlight, APanicIsEverybodysWhoWaits) {
  const Explored seen = explored([] {
    SingleFlight<int> flights;
    WaitGroup all;
    Atomic<int> calls(0);
    int panics = 0;
    const auto call = [&] {
      try {
        (void)flights.do_("key", [&]() -> std::pair<int, Error> {
          calls.add(1);
          panic("boom");
        });
      } catch (const Panic&) {
        ++panics;
      }
    };
    all.go(call);
    all.go(call);
    all.wait();
    return std::to_string(calls.load()) + " calls, " + std::to_string(panics) + " panics";
  });
  EXPECT_EQ(seen.outcomes, (Outcomes{"1 calls, 2 panics", "2 calls, 2 panics"}));
}

TEST(SingleFlight, DoChanDeliversTheResult) {
  const Explored seen = explored([] {
    SingleFlight<int> flights;
    const auto result = flights.do_chan("key", [] { return std::pair(42, Error()); }).recv();
    return std::to_string(result.value) + (result.shared ? " shared" : "");
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"42"});
}

TEST(SingleFlight, DoChanNeedsNoReader) {
  const Explored seen = explored([] {
    SingleFlight<int> flights;
    (void)flights.do_chan("key", [] { return std::pair(42, Error()); });
    return std::string();
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

/// "DoChan is like Do but returns a channel": the call is in flight when it returns, so whoever
/// comes after it shares, and does no work.
TEST(SingleFlight, DoChanIsInFlightWhenItReturns) {
  const Explored seen = explored([] {
    SingleFlight<int> flights;
    Chan<Unit> finish;
    const auto slow = [=] { return finish.recv(), std::pair(1, Error()); };
    const auto first = flights.do_chan("key", slow);
    const auto second = flights.do_chan("key", [] { return std::pair(2, Error()); });
    finish.close();
    const Flown<int> a = first.recv();
    const Flown<int> b = second.recv();
    return std::to_string(a.value) + std::to_string(b.value) + (a.shared && b.shared ? "s" : "");
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"11s"});
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

TEST(SingleFlight, DoSharesWithDoChan) {
  EXPECT_EQ(outcomes([] {
              SingleFlight<int> flights;
              Chan<Unit> finish;
              const auto first =
                  flights.do_chan("key", [=] { return finish.recv(), std::pair(1, Error()); });
              go([=] { finish.close(); });
              const Flown<int> b = flights.do_("key", [] { return std::pair(2, Error()); });
              return std::to_string(first.recv().value) + std::to_string(b.value);
            }),
            (Outcomes{"11", "12"}));  // 12: the first had landed
}

/// "The returned channel will not be closed."
TEST(SingleFlight, TheChannelOfDoChanIsNotClosed) {
  EXPECT_EQ(explored([] {
              SingleFlight<int> flights;
              const auto result = flights.do_chan("key", [] { return std::pair(1, Error()); });
              (void)result.recv();
              (void)result.recv();
              return std::string();
            }).finding(),
            kind::kDeadlock);
}

/// "In order to prevent the waiting channels from being blocked forever, needs to ensure that this
/// panic cannot be recovered." Twin: Do alone can be recovered from.
TEST(SingleFlight, APanicWithSomebodyAtAChannelCannotBeRecovered) {
  const auto call = [](bool somebody_at_a_channel) {
    return explored([somebody_at_a_channel] {
      SingleFlight<int> flights;
      const auto boom = []() -> std::pair<int, Error> { panic("boom"); };
      if (somebody_at_a_channel) (void)flights.do_chan("key", boom);
      try {
        (void)flights.do_("key", boom);
      } catch (const Panic&) {
      }
      return std::string();
    });
  };
  EXPECT_EQ(call(true).finding(), kind::kPanic);
  EXPECT_EQ(call(false).report.verdict, Verdict::verified);
}

/// "Only one execution is in-flight for a given key at a time."
TEST(SingleFlight, TheWorkIsNeverDoneTwiceAtOnce) {
  EXPECT_EQ(outcomes([] {
              SingleFlight<int> flights;
              WaitGroup all;
              Atomic<int> working(0);
              bool crowded = false;
              const auto work = [&] {
                crowded = crowded || working.add_fetch(1) > 1;
                working.add(-1);
                return std::pair(0, Error());
              };
              for (int i = 0; i < 2; ++i) {
                all.go([&] { (void)flights.do_("key", work); });
              }
              all.wait();
              return std::string(crowded ? "twice at once" : "one at a time");
            }),
            Outcomes{"one at a time"});
}

/// A call that was forgotten lands without taking the one that came after it along.
TEST(SingleFlight, AForgottenCallDoesNotEndTheNext) {
  EXPECT_EQ(outcomes([] {
              SingleFlight<int> flights;
              Chan<Unit> first_ends;
              Chan<Unit> second_ends;
              const auto first =
                  flights.do_chan("key", [=] { return first_ends.recv(), std::pair(1, Error()); });
              flights.forget("key");
              const auto second =
                  flights.do_chan("key", [=] { return second_ends.recv(), std::pair(2, Error()); });
              first_ends.close();
              const int a = first.recv().value;
              const auto third = flights.do_chan("key", [] { return std::pair(3, Error()); });
              second_ends.close();
              return std::to_string(a) + std::to_string(second.recv().value) +
                     std::to_string(third.recv().value);
            }),
            Outcomes{"122"});
}

TEST(SingleFlight, ForgettingWhatIsNotInFlightDoesNothing) {
  EXPECT_EQ(outcomes([] {
              SingleFlight<int> flights;
              flights.forget("key");
              const Flown<int> got = flights.do_("key", [] { return std::pair(1, Error()); });
              return std::to_string(got.value) + (got.shared ? " shared" : "");
            }),
            Outcomes{"1"});
}

}  // namespace
}  // namespace weft
