// Channels, by the language specification: channel types, send, receive, close, range, len and cap.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using testing_support::executions;
using testing_support::Outcomes;
using testing_support::outcomes;

std::string found(const std::function<void()>& body) {
  return testing_support::explored(body);
}

/// "If the capacity is zero or absent, the channel is unbuffered and communication succeeds only
/// when both a sender and receiver are ready."
TEST(Chan, WithoutABufferASendWaitsForAReceiver) {
  EXPECT_EQ(found([] { Chan<int>("lonely").send(1); }), kind::kDeadlock);
}

TEST(Chan, WithoutABufferTheSenderGoesOnAfterItWasReceived) {
  EXPECT_EQ(outcomes([] {
              Atomic<bool> received(false);
              const Chan<int> ch;
              bool seen = false;
              WaitGroup all;
              all.go([&] {
                ch.send(1);
                seen = received.load();
              });
              received.store(true);
              (void)ch.recv();
              all.wait();
              return std::to_string(seen);
            }),
            (Outcomes{"1"}));
}

/// "Otherwise, the channel is buffered and communication succeeds without blocking if the buffer
/// is not full (sends) or not empty (receives)."
TEST(Chan, WithABufferSendsGoOnUntilItIsFull) {
  const auto send = [](int n) {
    return [n] {
      const Chan<int> ch(2);
      for (int i = 0; i < n; ++i) ch.send(i);
    };
  };
  EXPECT_EQ(found(send(2)), "verified");
  EXPECT_EQ(found(send(3)), kind::kDeadlock);
}

TEST(Chan, AReceiveFromAnEmptyBufferWaits) {
  EXPECT_EQ(found([] { (void)Chan<int>(2).recv(); }), kind::kDeadlock);
}

/// "Channels act as first-in-first-out queues."
TEST(Chan, IsAQueue) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> ch(1);
              go([=] {
                for (int i = 1; i <= 4; ++i) ch.send(i);
              });
              std::string order;
              for (int i = 0; i < 4; ++i) order += std::to_string(ch.recv());
              return order;
            }),
            (Outcomes{"1234"}));
}

TEST(Chan, TwoSendersComeInAnyOrder) {
  EXPECT_EQ(outcomes([] {
              const Chan<std::string> ch;
              go([=] { ch.send("a"); });
              go([=] { ch.send("b"); });
              const std::string first = ch.recv();
              return first + ch.recv();
            }),
            (Outcomes{"ab", "ba"}));
}

TEST(Chan, OneProducerAndOneConsumerLeaveNothingToExplore) {
  for (const std::size_t capacity : {0, 1, 3}) {
    EXPECT_EQ(executions([capacity] {
                const Chan<int> ch(capacity);
                go([=] {
                  for (int i = 0; i < 10; ++i) ch.send(i);
                });
                for (int i = 0; i < 10; ++i) (void)ch.recv();
              }),
              1U)
        << capacity;
  }
}

/// "A nil channel is never ready for communication."
TEST(Chan, ANilChannelBlocksForEver) {
  EXPECT_EQ(found([] { Chan<int>(nullptr).send(1); }), kind::kDeadlock);
  EXPECT_EQ(found([] { (void)Chan<int>(nullptr).recv(); }), kind::kDeadlock);
  EXPECT_EQ(found([] {
              for (const int n : Chan<int>(nullptr)) (void)n;
            }),
            kind::kDeadlock);
}

/// "For channels, the iteration values produced are the successive values sent on the channel
/// until the channel is closed."
TEST(Chan, IsARange) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> ch(1);
              go([=] {
                for (int i = 1; i <= 3; ++i) ch.send(i);
                ch.close();
              });
              std::string all;
              for (const int n : ch) all += std::to_string(n);
              return all;
            }),
            (Outcomes{"123"}));
}

TEST(Chan, ARangeThatNobodyClosesWaitsForEver) {
  EXPECT_EQ(found([] {
              const Chan<int> ch(1);
              ch.send(1);
              for (const int n : ch) (void)n;
            }),
            kind::kDeadlock);
}

TEST(Chan, ARangeMayBeLeft) {
  EXPECT_EQ(found([] {
              const Chan<int> ch(3);
              for (int i = 0; i < 3; ++i) ch.send(i);
              for (const int n : ch) {
                if (n == 1) break;
              }
              expect(ch.len() == 1, "the third is still there");
            }),
            "verified");
}

/// "len: the number of elements queued in the channel buffer; cap: the channel buffer capacity. The
/// capacity of a nil channel is 0."
TEST(Chan, KnowsHowManyItHoldsAndCouldHold) {
  EXPECT_EQ(found([] {
              const Chan<int> ch(3);
              expect(ch.len() == 0 && ch.cap() == 3, "empty");
              ch.send(1);
              expect(ch.len() == 1, "one");
              (void)ch.recv();
              expect(ch.len() == 0, "none");
              expect(Chan<int>(nullptr).len() == 0 && Chan<int>(nullptr).cap() == 0, "nil");
            }),
            "verified");
}

TEST(Chan, LenIsOrderedAgainstWhatItSees) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> ch(2);
              go([=] {
                ch.send(1);
                ch.send(2);
              });
              return std::to_string(ch.len());
            }),
            (Outcomes{"0", "1", "2"}));
}

template <typename C>
concept CanRecv = requires(C c) {
  c.recv();
};
template <typename C>
concept CanSend = requires(C c) {
  c.send(1);
};
template <typename C>
concept CanClose = requires(C c) {
  c.close();
};

/// "Two channel values are equal if they were created by the same call to make or if both have
/// value nil."
TEST(Chan, EqualsItsCopies) {
  EXPECT_EQ(found([] {
              const Chan<int> ch;
              const Chan<int> copy = ch;  // NOLINT: that is the point
              expect(ch == copy, "copies");
              expect(ch != Chan<int>(), "another one");
              expect(Chan<int>(nullptr) == Chan<int>(nullptr), "both nil");
            }),
            "verified");
}

/// "… yielding the element type's zero value", which of a channel is nil.
TEST(Chan, WhatComesOfAClosedChannelOfChannelsIsNil) {
  EXPECT_EQ(
      found([] {
        const Chan<Chan<int>> replies;
        const Chan<RecvChan<int>> streams;
        replies.close();
        streams.close();
        expect(replies.recv() == nullptr && streams.recv() == nullptr, "received");
        select(recv(replies, [](const Chan<int>& reply) { expect(reply == nullptr, "taken"); }));
      }),
      "verified");
}

/// "The optional <- operator specifies the channel direction, send or receive."
TEST(Chan, DirectionsAreTypes) {
  static_assert(std::is_convertible_v<Chan<int>, SendChan<int>>);
  static_assert(std::is_convertible_v<Chan<int>, RecvChan<int>>);
  static_assert(!std::is_convertible_v<SendChan<int>, Chan<int>>);
  static_assert(!std::is_convertible_v<RecvChan<int>, Chan<int>>);
  static_assert(!std::is_convertible_v<SendChan<int>, RecvChan<int>>);
  static_assert(!std::is_convertible_v<RecvChan<int>, SendChan<int>>);
  static_assert(!std::is_convertible_v<Chan<int>, Chan<long>>);
  static_assert(CanSend<SendChan<int>> && CanClose<SendChan<int>> && !CanRecv<SendChan<int>>);
  static_assert(CanRecv<RecvChan<int>> && !CanSend<RecvChan<int>> && !CanClose<RecvChan<int>>);
  EXPECT_EQ(found([] {
              const Chan<int> ch(1);
              const SendChan<int> in = ch;
              const RecvChan<int> out = ch;
              in.send(7);
              expect(out.recv() == 7, "it is the same channel");
            }),
            "verified");
}

TEST(Chan, CarriesChannels) {
  EXPECT_EQ(outcomes([] {
              const Chan<Chan<int>> requests;
              go([=] { requests.recv().send(42); });
              const Chan<int> reply;
              requests.send(reply);
              return std::to_string(reply.recv());
            }),
            (Outcomes{"42"}));
}

TEST(Chan, CarriesWhatCanOnlyBeMoved) {
  EXPECT_EQ(outcomes([] {
              const Chan<std::unique_ptr<int>> ch(1);
              go([=] { ch.send(std::make_unique<int>(5)); });
              return std::to_string(*ch.recv());
            }),
            (Outcomes{"5"}));
}

}  // namespace
}  // namespace weft
