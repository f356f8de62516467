// std::thread and std::jthread: their beginning, their end, and what is between.
#include <atomic>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

TEST(UnmodifiedThread, StartingAndJoiningCostsNoExecution) {
  EXPECT_EQ(executions_of([] {
              std::thread a([] {});
              std::thread b([] {});
              b.join();
              a.join();
            }),
            1U);
}

TEST(UnmodifiedThread, JoiningOrdersWhatTheThreadDidBeforeWhatComes) {
  EXPECT_VERIFIED([] {
    int result = 0;
    std::thread worker([&] { result = 42; });
    worker.join();
    EXPECT_EQ(result, 42);
  });
}

TEST(UnmodifiedThread, OneThatIsNeitherJoinedNorDetachedTerminates) {
  EXPECT_FINDS(kind::kCrash, [] { const std::thread forgotten([] {}); });
}

TEST(UnmodifiedThread, ADetachedOneMayEndWhenItLikes) {
  EXPECT_VERIFIED([] { std::thread([] {}).detach(); });
}

TEST(UnmodifiedThread, ADetachedOneThatNeverEndsIsALeak) {
  EXPECT_FINDS(kind::kLeak, [] {
    auto* const mutex = new std::mutex;
    mutex->lock();
    std::thread([mutex] { mutex->lock(); }).detach();
  });
}

TEST(UnmodifiedThread, AnExceptionThatLeavesItIsAFinding) {
  EXPECT_FINDS(kind::kPanic, [] { std::thread([] { throw std::runtime_error("lost"); }).join(); });
}

TEST(UnmodifiedThread, EachHasAnIdOfItsOwn) {
  EXPECT_VERIFIED([] {
    std::thread::id inside;
    std::thread thread([&] { inside = std::this_thread::get_id(); });
    const std::thread::id outside = thread.get_id();
    EXPECT_NE(outside, std::this_thread::get_id());
    thread.join();
    EXPECT_EQ(outside, inside);
    EXPECT_EQ(thread.get_id(), std::thread::id());
  });
}

TEST(UnmodifiedThread, JoiningTwiceThrows) {
  EXPECT_VERIFIED([] {
    std::thread thread([] {});
    thread.join();
    EXPECT_THROW(thread.join(), std::system_error);
  });
}

TEST(UnmodifiedThread, TwoThatWaitForEachOtherAreADeadlock) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::thread second;
    std::mutex gate;
    gate.lock();
    std::thread first([&] {
      gate.lock();
      second.join();
    });
    second = std::thread([&] { first.join(); });
    gate.unlock();
    first.join();
  });
}

TEST(UnmodifiedThread, GoroutinesAndThreadsShareOneScenario) {
  EXPECT_EQ(executions_of([] {
              std::mutex mutex;
              int sum = 0;
              const auto add = [&] {
                const std::lock_guard lock(mutex);
                ++sum;
              };
              WaitGroup all("all");
              all.go(add);
              std::thread thread(add);
              thread.join();
              all.wait();
              EXPECT_EQ(sum, 2);
            }),
            2U);
}

TEST(UnmodifiedThread, AChannelConnectsThemWithGoroutines) {
  EXPECT_VERIFIED([] {
    const Chan<int> numbers("numbers");
    std::thread sender([numbers] { numbers.send(7); });
    EXPECT_EQ(numbers.recv(), 7);
    sender.join();
  });
}

TEST(UnmodifiedJthread, JoinsByItself) {
  EXPECT_VERIFIED([] {
    int done = 0;
    {
      const std::jthread worker([&] { done = 1; });
    }
    EXPECT_EQ(done, 1);
  });
}

TEST(UnmodifiedThread, OutsideOfAScenarioItIsAnOrdinaryOne) {
  std::atomic<int> sum = 0;
  std::mutex mutex;
  int guarded = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 100; ++k) {
        sum.fetch_add(1);
        const std::lock_guard lock(mutex);
        ++guarded;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(sum.load(), 400);
  EXPECT_EQ(guarded, 400);
}

}  // namespace
}  // namespace weft
