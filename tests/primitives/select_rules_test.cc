// The select statement, by the language specification: what is evaluated, executed and chosen.
#include <gtest/gtest.h>

#include <string>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using testing_support::Outcomes;
using testing_support::outcomes;

/// "Any side effects in that evaluation will occur irrespective of which (if any) communication
/// operation is selected to proceed."
TEST(Select, EvaluatesAlsoWhatItDoesNotSend) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> ready(1, "ready");
              const Chan<int> full("full");
              int evaluated = 0;
              const auto value = [&] { return ++evaluated; };
              select(send(ready, value()), send(full, value()));
              select(send(full, value()), otherwise());
              return std::to_string(evaluated);
            }),
            Outcomes{"3"});
}

/// "Unless the selected case is the default case, the respective communication operation is
/// executed. … The statement list of the selected case is executed": that list, and no other.
TEST(Select, RunsTheHandlerOfTheCaseTakenAndNoOther) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> a(1, "a");
              const Chan<int> b(1, "b");
              std::string ran;
              select(send(a, 1, [&] { ran += "a"; }), send(b, 1, [&] { ran += "b"; }),
                     otherwise([&] { ran += "default"; }));
              return ran;
            }),
            (Outcomes{"a", "b"}));
}

TEST(Select, RunsTheHandlerAfterTheCommunication) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> a(1, "a");
              std::size_t held = 0;
              select(send(a, 1, [&] { held = a.len(); }));
              return std::to_string(held);
            }),
            Outcomes{"1"});
}

/// The specification's own example: "send random sequence of bits to c".
TEST(Select, MayNameAChannelTwice) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> bits("bits");
              go([=] {
                for (int i = 0; i < 2; ++i) select(send(bits, 0), send(bits, 1));
              });
              const int first = bits.recv();
              return std::to_string(first) + std::to_string(bits.recv());
            }),
            (Outcomes{"00", "01", "10", "11"}));
}

/// A send on a closed channel can proceed, by panicking; so it is one of the choices, not the only.
TEST(Select, MayTakeAnotherCaseThanTheOneThatWouldPanic) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> closed("closed");
              const Chan<int> open(1, "open");
              closed.close();
              try {
                select(send(closed, 1), send(open, 1));
              } catch (const Panic& panic) {
                return std::string(panic.what());
              }
              return std::string("sent");
            }),
            (Outcomes{"send on closed channel", "sent"}));
}

TEST(Select, ThatWaitsToSendPanicsWhenTheChannelIsClosed) {
  EXPECT_EQ(testing_support::panics_with([] {
              const Chan<int> requests("requests");
              const Chan<int> never("never");
              go([=] { requests.close(); });
              select(send(requests, 1), recv(never));
            }),
            "send on closed channel");
}

TEST(Select, ThatWaitsToReceiveGoesOnWhenTheChannelIsClosed) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> done("done");
              const Chan<int> never("never");
              go([=] { done.close(); });
              return std::to_string(select(recv(never), recv(done)));
            }),
            Outcomes{"1"});
}

TEST(Select, OfAClosedAndAFilledChannelTakesEither) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> closed("closed");
              const Chan<int> filled(1, "filled");
              closed.close();
              filled.send(7);
              std::string got;
              const auto note = [&](int value, bool ok) {
                got = std::to_string(value) + (ok ? " sent" : " closed");
              };
              select(recv(closed, note), recv(filled, note));
              return got;
            }),
            (Outcomes{"0 closed", "7 sent"}));
}

/// "If one or more of the communications can proceed": a buffer that is full cannot be sent to.
TEST(Select, DoesNotSendToAFullBuffer) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> full(1, "full");
              full.send(1);
              const bool sent = select(send(full, 2), otherwise()) != kDefault;
              return std::to_string(sent) + std::to_string(full.recv());
            }),
            Outcomes{"01"});
}

TEST(Select, OfNilChannelsTakesTheDefault) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> nil(nullptr);
              const bool waited = select(recv(nil), send(nil, 1), otherwise()) != kDefault;
              return std::to_string(waited);
            }),
            Outcomes{"0"});
}

/// The idiom that switches a case off: a variable that becomes nil is not ready any more.
TEST(Select, ACaseIsSwitchedOffByMakingItsChannelNil) {
  EXPECT_EQ(outcomes([] {
              Chan<int> a(1, "a");
              Chan<int> b(1, "b");
              a.send(1);
              a.close();
              b.send(2);
              b.close();
              int sum = 0;
              while (a != nullptr || b != nullptr) {
                const auto take = [&sum](Chan<int>& from) {
                  return [&sum, &from](int value, bool ok) {
                    if (!ok) from = nullptr;
                    sum += value;
                  };
                };
                select(recv(a, take(a)), recv(b, take(b)));
              }
              return std::to_string(sum);
            }),
            Outcomes{"3"});
}

/// "There can be at most one default case and it may appear anywhere in the list of cases."
TEST(Select, ItsDefaultMayStandAnywhere) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> a("a");
              const Chan<int> b(1, "b");
              const std::size_t first = select(otherwise(), recv(a), send(b, 1));
              const std::size_t middle = select(recv(a), otherwise(), recv(b));
              return std::to_string(first) + std::to_string(middle);
            }),
            Outcomes{"11"});
}

TEST(Select, OfMoreThanEightCases) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> c(1, "c");
              const Chan<int> no("no");
              const std::size_t taken =
                  select_at(Location::here(), recv(no), recv(no), recv(no), recv(no), recv(no),
                            recv(no), recv(no), recv(no), send(c, 1));
              return std::to_string(taken);
            }),
            Outcomes{"8"});
}

}  // namespace
}  // namespace weft
