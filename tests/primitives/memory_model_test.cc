// The Go memory model of goroutines and channels, sentence by sentence. Each has a twin that lacks
// just the synchronisation it speaks of: that one must be a race.
#include <gtest/gtest.h>

#include <string>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"

namespace weft {
namespace {

std::string found(const std::function<void()>& body) {
  return testing_support::explored(body);
}

/// "The go statement that starts a new goroutine is synchronized before the start of the
/// goroutine's execution."
TEST(MemoryModel, GoComesBeforeTheGoroutine) {
  const auto write = [](bool before) {
    return [before] {
      Shared<int> x(0, "x");
      const Chan<Unit> go_on("go on");
      if (before) x.store(1);
      go([&] { (void)x.load(); });
      if (!before) x.store(1);
    };
  };
  EXPECT_EQ(found(write(true)), "verified");
  EXPECT_EQ(found(write(false)), kind::kDataRace);
}

/// "The exit of a goroutine is not guaranteed to be synchronized before any event in the program."
TEST(MemoryModel, TheEndOfAGoroutineOrdersNothing) {
  EXPECT_EQ(found([] {
              Shared<int> x(0, "x");
              go([&] { x.store(1); });
              gosched();
              (void)x.load();
            }),
            kind::kDataRace);
}

/// "A send on a channel is synchronized before the completion of the corresponding receive from
/// that channel."
TEST(MemoryModel, ASendComesBeforeItsReceive) {
  const auto pass_on = [](bool before) {
    return [before] {
      Shared<int> x(0, "x");
      const Chan<int> ch(1, "ch");
      go([&] {
        if (before) x.store(1);
        ch.send(0);
        if (!before) x.store(1);
      });
      (void)ch.recv();
      (void)x.load();
    };
  };
  EXPECT_EQ(found(pass_on(true)), "verified");
  EXPECT_EQ(found(pass_on(false)), kind::kDataRace);
}

TEST(MemoryModel, ASendIsNotSynchronizedWithAnotherSend) {
  EXPECT_EQ(found([] {
              Shared<int> x(0, "x");
              const Chan<int> ch(2, "ch");
              go([&] {
                x.store(1);
                ch.send(0);
              });
              ch.send(0);
              (void)x.load();
            }),
            kind::kDataRace);
}

/// "The closing of a channel is synchronized before a receive that returns because the channel is
/// closed."
TEST(MemoryModel, ACloseComesBeforeTheReceiveThatSeesIt) {
  const auto closes = [](int buffered) {
    return [buffered] {
      Shared<int> x(0, "x");
      const Chan<int> ch(1, "ch");
      if (buffered > 0) ch.send(0);
      go([&] {
        x.store(1);
        ch.close();
      });
      (void)ch.recv();  // what was buffered says nothing of the close
      (void)x.load();
    };
  };
  EXPECT_EQ(found(closes(0)), "verified");
  EXPECT_EQ(found(closes(1)), kind::kDataRace);
}

/// "A receive from an unbuffered channel is synchronized before the completion of the
/// corresponding send on that channel."
TEST(MemoryModel, AnUnbufferedReceiveComesBeforeTheEndOfItsSend) {
  const auto with_capacity = [](std::size_t capacity) {
    return [capacity] {
      Shared<int> x(0, "x");
      const Chan<int> ch(capacity, "ch");
      go([&] {
        x.store(1);
        (void)ch.recv();
      });
      ch.send(0);
      (void)x.load();
    };
  };
  EXPECT_EQ(found(with_capacity(0)), "verified");
  EXPECT_EQ(found(with_capacity(1)), kind::kDataRace);
}

/// "The kth receive on a channel with capacity C is synchronized before the completion of the
/// k+Cth send from that channel completes."
TEST(MemoryModel, AReceiveComesBeforeTheSendThatNeedsItsRoom) {
  const auto sends = [](int n) {
    return [n] {
      Shared<int> x(0, "x");
      const Chan<int> ch(2, "ch");
      go([&] {
        x.store(1);
        (void)ch.recv();
      });
      for (int i = 0; i < n; ++i) ch.send(i);
      (void)x.load();
    };
  };
  EXPECT_EQ(found(sends(3)), "verified");
  EXPECT_EQ(found(sends(2)), kind::kDataRace);
}

/// The rule's own example: a buffered channel as a counting semaphore.
TEST(MemoryModel, ABufferOfOneIsALock) {
  const auto with_capacity = [](std::size_t capacity) {
    return [capacity] {
      Shared<int> x(0, "x");
      const Chan<Unit> limit(capacity, "limit");
      for (int i = 0; i < 2; ++i) {
        go([&] {
          limit.send({});
          x.store(x.load() + 1);
          (void)limit.recv();
        });
      }
    };
  };
  EXPECT_EQ(found(with_capacity(1)), "verified");
  EXPECT_EQ(found(with_capacity(2)), kind::kDataRace);
}

TEST(MemoryModel, LookingAtTheLengthOrdersNothing) {
  EXPECT_EQ(found([] {
              Shared<int> x(0, "x");
              const Chan<int> ch(1, "ch");
              go([&] {
                x.store(1);
                ch.send(0);
              });
              if (ch.len() == 1) (void)x.load();
            }),
            kind::kDataRace);
}

}  // namespace
}  // namespace weft
