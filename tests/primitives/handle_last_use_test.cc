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

TEST(HandleLastUse, OfAContextIsWaitedFor) {
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
              expect(x.load() >= 1, "what came before the last use is seen");
              return std::string();
            }).finding(),
            "");
}

TEST(HandleLastUse, OfAChannelIsWaitedFor) {
  EXPECT_EQ(explored([] {
              Atomic<int> x(0, "x");
              {
                const Chan<int> c(1, "c");
                go([&] {
                  x.store(1);
                  c.send(1);
                  x.store(2);
                });
              }
              expect(x.load() >= 1, "what came before the last use is seen");
              return std::string();
            }).finding(),
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
              expect(x.load() >= 1, "what came before the last use is seen");
              return std::string();
            }).finding(),
            "");
}

TEST(HandleLastUse, OfOneDirectionIsWaitedFor) {
  EXPECT_EQ(explored([] {
              Atomic<int> x(0, "x");
              const Chan<int> c(1, "c");
              {
                const RecvChan<int> from = c;
                go([&] {
                  x.store(1);
                  (void)from.len();
                  x.store(2);
                });
              }
              expect(x.load() >= 1, "what came before the last use is seen");
              return std::string();
            }).finding(),
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
              expect(x.load() >= 1, "what came before the last use is seen");
              return std::string();
            }).finding(),
            "");
}

TEST(HandleLastUse, OfAChannelThatWasReceivedIsWaitedFor) {
  EXPECT_EQ(explored([] {
              Atomic<int> x(0, "x");
              const Chan<Chan<int>> channels(1, "channels");
              channels.send(Chan<int>(1, "c"));
              {
                const Chan<int> c = channels.recv();
                go([&] {
                  x.store(1);
                  c.send(1);
                  x.store(2);
                });
              }
              expect(x.load() >= 1, "what came before the last use is seen");
              return std::string();
            }).finding(),
            "");
}

TEST(HandleLastUse, OfAContextThatWasAssignedIsWaitedFor) {
  EXPECT_EQ(explored([] {
              Atomic<int> x(0, "x");
              {
                Context context;
                const WithCancel with = with_cancel(background());
                context = with.context;
                go([&] {
                  x.store(1);
                  (void)context.err();
                  x.store(2);
                });
                with.cancel();
              }
              expect(x.load() >= 1, "what came before the last use is seen");
              return std::string();
            }).finding(),
            "");
}

TEST(HandleLastUse, OfAContextThatOnlyHasAValueIsWaitedFor) {
  EXPECT_EQ(explored([] {
              static const ContextKey<int> key;
              Atomic<int> x(0, "x");
              int seen = 0;
              {
                const Context context = with_value(background(), key, 7);
                go([&] {
                  x.store(1);
                  seen = *context.value(key);
                  x.store(2);
                });
              }
              expect(x.load() >= 1 && seen == 7, "what came before the last use is seen");
              return std::string();
            }).finding(),
            "");
}

TEST(HandleLastUse, OfATimerIsWaitedFor) {
  EXPECT_EQ(explored([] {
              Atomic<int> x(0, "x");
              {
                const Timer timer(std::chrono::seconds(1));
                go([&] {
                  x.store(1);
                  (void)timer.stop();
                  x.store(2);
                });
              }
              expect(x.load() >= 1, "what came before the last use is seen");
              return std::string();
            }).finding(),
            "");
}

}  // namespace
}  // namespace weft
