// The select statement, by the language specification.
#include <gtest/gtest.h>

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

/// "If one or more of the communications can proceed, a single one that can proceed is chosen via
/// a uniform pseudo-random selection."
TEST(Select, TakesAnyCaseThatIsReady) {
  EXPECT_EQ(outcomes([] {
              Chan<int> a(1);
              Chan<int> b(1);
              a.send(1);
              b.send(2);
              std::string taken;
              select(recv(a, [&] { taken = "a"; }), recv(b, [&] { taken = "b"; }));
              return taken;
            }),
            (Outcomes{"a", "b"}));
}

TEST(Select, DoesNotMindTheOrderOfItsCases) {
  const auto taken = [](bool a_first) {
    return outcomes([a_first] {
      Chan<int> a(1);
      Chan<int> b(1);
      go([=] { a.send(1); });
      go([=] { b.send(1); });
      std::string taken;
      const auto took_a = [&] { taken = "a"; };
      const auto took_b = [&] { taken = "b"; };
      if (a_first) {
        select(recv(a, took_a), recv(b, took_b));
      } else {
        select(recv(b, took_b), recv(a, took_a));
      }
      return taken;
    });
  };
  EXPECT_EQ(taken(true), taken(false));
}

TEST(Select, OneCaseOnlyIsTakenOf) {
  EXPECT_EQ(outcomes([] {
              Chan<int> a(1);
              Chan<int> b(1);
              a.send(1);
              b.send(2);
              select(recv(a), recv(b));
              return std::to_string(a.len() + b.len());
            }),
            (Outcomes{"1"}));
}

/// "Otherwise, if there is a default case, that case is chosen."
TEST(Select, TakesTheDefaultWhenNothingIsReady) {
  EXPECT_EQ(outcomes([] {
              Chan<int> a;
              return std::to_string(select(recv(a), otherwise()) == kDefault);
            }),
            (Outcomes{"1"}));
}

TEST(Select, DoesNotTakeTheDefaultWhenACaseIsReady) {
  EXPECT_EQ(outcomes([] {
              Chan<int> a(1);
              a.send(1);
              return std::to_string(select(otherwise(), recv(a)) == kDefault);
            }),
            (Outcomes{"0"}));
}

/// "If there is no default case, the select statement blocks until at least one of the
/// communications can proceed."
TEST(Select, WaitsWithoutADefault) {
  EXPECT_EQ(outcomes([] {
              Chan<int> a;
              Chan<int> b;
              go([=] { b.send(7); });
              int got = 0;
              select(recv(a), recv(b, [&](int value) { got = value; }));
              return std::to_string(got);
            }),
            (Outcomes{"7"}));
}

TEST(Select, WithoutCasesWaitsForEver) {
  EXPECT_EQ(found([] { select_forever(); }), kind::kDeadlock);
}

/// "Since communication on nil channels can never proceed, a select with only nil channels and no
/// default case blocks forever."
TEST(Select, NilChannelsAreNeverReady) {
  EXPECT_EQ(found([] {
              const Chan<int> nil(nullptr);
              select(recv(nil), send(nil, 1));
            }),
            kind::kDeadlock);
}

TEST(Select, ANilChannelLeavesTheOtherCases) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> nil(nullptr);
              Chan<int> a(1);
              return std::to_string(select(recv(nil), send(nil, 1), send(a, 1)));
            }),
            (Outcomes{"2"}));
}

TEST(Select, AClosedChannelIsReadyToBeReceivedFrom) {
  EXPECT_EQ(outcomes([] {
              Chan<int> a;
              a.close();
              std::string taken;
              select(recv(a,
                          [&](int value, bool ok) {
                            taken = std::to_string(value) + (ok ? " sent" : " closed");
                          }),
                     otherwise());
              return taken;
            }),
            (Outcomes{"0 closed"}));
}

/// A send on a closed channel "can proceed", by panicking.
TEST(Select, SendingOnAClosedChannelPanics) {
  EXPECT_EQ(found([] {
              Chan<int> a;
              a.close();
              select(send(a, 1), otherwise());
            }),
            kind::kPanic);
}

/// "The channel operands of receive operations and the channel and right-hand-side expressions of
/// send statements are evaluated exactly once."
TEST(Select, EvaluatesWhatItSendsOnce) {
  EXPECT_EQ(outcomes([] {
              Chan<int> a(1);
              int evaluated = 0;
              select(send(a, ++evaluated));
              return std::to_string(evaluated) + std::to_string(a.recv());
            }),
            (Outcomes{"11"}));
}

TEST(Select, MayBeNestedInACaseOfAnother) {
  const Outcomes seen = outcomes([] {
    const Chan<int> a(1);
    const Chan<int> b(1);
    a.send(1);
    go([b] { b.send(2); });
    std::string heard;
    select(recv(a, [&](int x) {
      heard += std::to_string(x);
      select(recv(b, [&](int y) { heard += std::to_string(y); }), otherwise([&] { heard += "-"; }));
    }));
    return heard;
  });
  EXPECT_EQ(seen, (Outcomes{"1-", "12"}));
}

TEST(Select, MayBeNestedInWhatAnotherSends) {
  const Outcomes seen = outcomes([] {
    const Chan<int> a(1);
    const Chan<int> b(1);
    const auto heard = [b] {
      int value = 0;
      select(recv(b, [&](int y) { value = y; }));
      return value;
    };
    go([b] { b.send(2); });
    select(send(a, heard()));
    return std::to_string(a.recv());
  });
  EXPECT_EQ(seen, (Outcomes{"2"}));
}

TEST(Select, MeetsASelectOnTheOtherSide) {
  EXPECT_EQ(outcomes([] {
              Chan<int> a;
              Chan<int> b;
              go([=] { select(send(a, 1), send(b, 2)); });
              std::string got;
              const auto note = [&](int value) { got = std::to_string(value); };
              select(recv(a, note), recv(b, note));
              return got;
            }),
            (Outcomes{"1", "2"}));
}

TEST(Select, DoesNotMeetItself) {
  EXPECT_EQ(found([] {
              Chan<int> a;
              select(send(a, 1), recv(a));
            }),
            kind::kDeadlock);
}

/// Who has a default never waits, so he is never found waiting.
TEST(Select, TwoWithADefaultNeverMeet) {
  EXPECT_EQ(outcomes([] {
              Chan<int> c;
              WaitGroup both;
              Atomic<int> met(0);
              both.go([&] { select(send(c, 1, [&] { met.add(1); }), otherwise()); });
              both.go([&] { select(recv(c, [&] { met.add(1); }), otherwise()); });
              both.wait();
              return std::to_string(met.load());
            }),
            (Outcomes{"0"}));
}

/// A goroutine may take its time between two operations.
TEST(Select, ADefaultIsTakenWhileTheSenderIsOnItsWay) {
  EXPECT_EQ(outcomes([] {
              Chan<int> c;
              Atomic<bool> coming(false);
              go([&, c] {
                coming.store(true);
                c.send(1);
              });
              if (!coming.load()) {
                c.recv();
                return std::string("not coming yet");
              }
              const bool there = select(recv(c), otherwise()) != kDefault;
              if (!there) c.recv();
              return std::string(there ? "there" : "on its way");
            }),
            (Outcomes{"not coming yet", "on its way", "there"}));
}

/// Main is a goroutine like any other: whom it has started may look before it has got anywhere.
TEST(Select, ADefaultIsTakenBeforeMainHasGotToItsFirstOperation) {
  EXPECT_EQ(found([] {
              const Chan<int> out;
              go([=] { select(send(out, 1), otherwise()); });
              (void)out.recv();
            }),
            kind::kLostWakeup);
}

TEST(Select, WhatMainIsOnItsWayToMayBeOneOfSeveralCases) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> news;
              const Chan<Unit> quit;
              go([=] { select(send(news, 1), otherwise([=] { quit.close(); })); });
              return std::to_string(select(recv(news), recv(quit)));
            }),
            (Outcomes{"0", "1"}));
}

TEST(Select, ADefaultIsTakenBetweenTwoMeetings) {
  EXPECT_EQ(outcomes([] {
              Chan<int> c;
              go([=] {
                c.send(1);
                c.send(2);
              });
              c.recv();
              const bool there = select(recv(c), otherwise()) != kDefault;
              if (!there) c.recv();
              return std::string(there ? "there" : "on its way");
            }),
            (Outcomes{"on its way", "there"}));
}

}  // namespace
}  // namespace weft
