// The end of a handle's scope comes after the last use of the variable, however it came by what it
// stands for.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>

#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using namespace testing_support;

constexpr const char* kEarlier = "what came before the last use is seen";

/// What is found where a goroutine uses a handle for the last time, and `x` is read after the end
/// of the scope of the handle.
template <typename Make, typename Use>
std::string finding_at_last_use(Make make, Use use) {
  return explored([&] {
           Atomic<int> x(0, "x");
           {
             auto handle = make();
             go([&] {
               x.store(1);
               use(handle);
               x.store(2);
             });
           }
           expect(x.load() >= 1, kEarlier);
           return std::string();
         })
      .finding();
}

TEST(HandleLastUse, OfAContextIsWaitedFor) {
  EXPECT_EQ(finding_at_last_use(
                [] {
                  const WithCancel with = with_cancel(background());
                  with.cancel();
                  return with.context;
                },
                [](const Context& context) { (void)context.err(); }),
            "");
}

TEST(HandleLastUse, OfACancelFunctionIsWaitedFor) {
  EXPECT_EQ(finding_at_last_use([] { return with_cancel(background()).cancel; },
                                [](const CancelFunc& cancel) { cancel(); }),
            "");
}

TEST(HandleLastUse, OfAContextThatIsDoneIsWaitedFor) {
  EXPECT_EQ(explored([] {
              Atomic<int> x(0, "x");
              {
                const WithCancel with = with_cancel(background());
                go([&] {
                  with.context.done().next();
                  x.store(1);
                  (void)with.context.err();
                  x.store(2);
                });
                with.cancel();
              }
              expect(x.load() >= 1, kEarlier);
              return std::string();
            }).finding(),
            "");
}

TEST(HandleLastUse, OfAChannelIsWaitedFor) {
  EXPECT_EQ(
      finding_at_last_use([] { return Chan<int>(1, "c"); }, [](const Chan<int>& c) { c.send(1); }),
      "");
}

TEST(HandleLastUse, IsWaitedForWhoeverElseHasACopy) {
  EXPECT_EQ(explored([] {
              Atomic<int> x(0, "x");
              {
                const Chan<int> c(1, "c");
                go([c] { c.close(); });
                go([&] {
                  x.store(1);
                  (void)c.len();
                });
              }
              expect(x.load() >= 1, kEarlier);
              return std::string();
            }).finding(),
            "");
}

TEST(HandleLastUse, OfOneDirectionIsWaitedFor) {
  EXPECT_EQ(finding_at_last_use([] { return Chan<int>(1, "c").receiver(); },
                                [](const RecvChan<int>& from) { (void)from.len(); }),
            "");
}

TEST(HandleLastUse, OfAChannelThatWasMovedIsWaitedFor) {
  EXPECT_EQ(explored([] {
              Atomic<int> x(0, "x");
              {
                Chan<int> made(1, "c");
                const Chan<int> c = std::move(made);
                go([&] {
                  x.store(1);
                  c.send(1);
                  x.store(2);
                });
              }
              expect(x.load() >= 1, kEarlier);
              return std::string();
            }).finding(),
            "");
}

TEST(HandleLastUse, OfAChannelThatWasReceivedIsWaitedFor) {
  EXPECT_EQ(finding_at_last_use(
                [] {
                  const Chan<Chan<int>> channels(1, "channels");
                  channels.send(Chan<int>(1, "c"));
                  return channels.recv();
                },
                [](const Chan<int>& c) { c.send(1); }),
            "");
}

TEST(HandleLastUse, OfAContextThatWasAssignedIsWaitedFor) {
  EXPECT_EQ(finding_at_last_use(
                [] {
                  const WithCancel with = with_cancel(background());
                  with.cancel();
                  Context context;
                  context = with.context;
                  return context;
                },
                [](const Context& context) { (void)context.err(); }),
            "");
}

TEST(HandleLastUse, OfAContextThatOnlyHasAValueIsWaitedFor) {
  static const ContextKey<int> kKey;
  EXPECT_EQ(finding_at_last_use([] { return with_value(background(), kKey, 7); },
                                [](const Context& context) {
                                  expect(*context.value(kKey) == 7, "the value is there");
                                }),
            "");
}

TEST(HandleLastUse, OfATimerIsWaitedFor) {
  EXPECT_EQ(finding_at_last_use([] { return Timer(std::chrono::seconds(1)); },
                                [](const Timer& timer) { (void)timer.stop(); }),
            "");
}

}  // namespace
}  // namespace weft
