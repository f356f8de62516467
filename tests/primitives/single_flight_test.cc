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
  const auto work = [&] { return std::pair(calls.fetch_add(1), Error()); };
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
                  return std::pair(calls.fetch_add(1), Error());
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

}  // namespace
}  // namespace weft
