// What libstdc++ makes of futexes: waiting for an atomic variable, and all that is made of it.
#include <atomic>
#include <barrier>
#include <future>
#include <latch>
#include <semaphore>
#include <stdexcept>
#include <thread>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

TEST(UnmodifiedAtomicWait, EndsWhenTheValueHasChanged) {
  EXPECT_VERIFIED([] {
    std::atomic<int> ready = 0;
    std::thread other([&] {
      ready.store(1);
      ready.notify_one();
    });
    ready.wait(0);
    EXPECT_EQ(ready.load(), 1);
    other.join();
  });
}

TEST(UnmodifiedAtomicWait, NobodyIsWokenWithoutBeingNotified) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::atomic<int> ready = 0;
    std::thread other([&] { ready.store(1); });
    ready.wait(0);
    other.join();
  });
}

TEST(UnmodifiedSemaphore, CountsBetweenThreads) {
  EXPECT_VERIFIED([] {
    std::counting_semaphore<2> items(0);
    int made = 0;
    std::thread producer([&] {
      made = 1;
      items.release();
    });
    items.acquire();
    EXPECT_EQ(made, 1);
    producer.join();
  });
}

TEST(UnmodifiedSemaphore, OneReleaseTooFewIsADeadlock) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::binary_semaphore item(0);
    std::thread producer([&] { item.release(); });
    item.acquire();
    item.acquire();
    producer.join();
  });
}

TEST(UnmodifiedLatch, OpensWhenAllHaveCome) {
  EXPECT_VERIFIED([] {
    std::latch come(1);
    int written = 0;
    std::thread other([&] {
      written = 1;
      come.count_down();
    });
    come.wait();
    EXPECT_EQ(written, 1);
    other.join();
  });
}

TEST(UnmodifiedLatch, OneWhoDoesNotComeIsADeadlock) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::latch come(2);
    std::thread other([&] { come.count_down(); });
    come.wait();
    other.join();
  });
}

TEST(UnmodifiedBarrier, NobodyIsInTheNextRoundBeforeAllHaveCome) {
  EXPECT_VERIFIED([] {
    std::barrier<> together(2);
    int left = 0;
    int right = 0;
    std::thread other([&] {
      left = 1;
      together.arrive_and_wait();
      EXPECT_EQ(right, 1);
    });
    right = 1;
    together.arrive_and_wait();
    EXPECT_EQ(left, 1);
    other.join();
  });
}

TEST(UnmodifiedFuture, HasWhatWasPromised) {
  EXPECT_VERIFIED([] {
    std::promise<int> promise;
    std::thread other([&] { promise.set_value(7); });
    EXPECT_EQ(promise.get_future().get(), 7);
    other.join();
  });
}

TEST(UnmodifiedFuture, OfAPromiseThatIsNotKeptIsWaitedForForEver) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::promise<int> promise;
    promise.get_future().wait();
  });
}

TEST(UnmodifiedAsync, HandsOverWhatItThrows) {
  EXPECT_VERIFIED([] {
    auto result =
        std::async(std::launch::async, []() -> int { throw std::runtime_error("no result"); });
    EXPECT_THROW(result.get(), std::runtime_error);
  });
}

TEST(UnmodifiedPackagedTask, RunsOnAnyThread) {
  EXPECT_VERIFIED([] {
    std::packaged_task<int()> task([] { return 7; });
    auto result = task.get_future();
    std::thread other(std::move(task));
    EXPECT_EQ(result.get(), 7);
    other.join();
  });
}

}  // namespace
}  // namespace weft
