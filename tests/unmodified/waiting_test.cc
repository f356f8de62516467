// What waits by looking at memory: atomic variables, latches, barriers, semaphores.
#include <atomic>
#include <barrier>
#include <latch>
#include <semaphore>
#include <thread>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

TEST(UnmodifiedAtomicWait, IsWokenByANotification) {
  EXPECT_VERIFIED([] {
    std::atomic<int> ready = 0;
    int data = 0;
    std::thread other([&] {
      data = 42;
      ready.store(1);
      ready.notify_one();
    });
    ready.wait(0);
    EXPECT_EQ(data, 42);
    other.join();
  });
}

TEST(UnmodifiedAtomicWait, SleepsForEverIfNobodyNotifies) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::atomic<int> ready = 0;
    std::thread other([&] { ready.store(1); });
    ready.wait(0);
    other.join();
  });
}

TEST(UnmodifiedAtomicWait, AFlagWakesAll) {
  EXPECT_VERIFIED([] {
    std::atomic_flag go;
    std::thread a([&] { go.wait(false); });
    std::thread b([&] { go.wait(false); });
    go.test_and_set();
    go.notify_all();
    a.join();
    b.join();
  });
}

TEST(UnmodifiedLatch, OpensWhenAllHaveArrived) {
  EXPECT_VERIFIED([] {
    std::latch done(2);
    int first = 0;
    int second = 0;
    std::thread a([&] { first = 1, done.count_down(); });
    std::thread b([&] { second = 1, done.count_down(); });
    done.wait();
    EXPECT_EQ(first + second, 2);
    a.join();
    b.join();
  });
}

TEST(UnmodifiedLatch, StaysClosedIfOneIsMissing) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::latch done(2);
    std::thread a([&] { done.count_down(); });
    done.wait();
    a.join();
  });
}

TEST(UnmodifiedBarrier, HoldsAllUntilTheLastHasCome) {
  EXPECT_VERIFIED([] {
    int completed = 0;
    int values[2] = {0, 0};
    std::barrier phase(2, [&]() noexcept { ++completed; });
    const auto work = [&](int me) {
      values[me] = 1;
      phase.arrive_and_wait();
      EXPECT_EQ(values[1 - me], 1);
    };
    std::thread a([&] { work(0); });
    std::thread b([&] { work(1); });
    a.join();
    b.join();
    EXPECT_EQ(completed, 1);
  });
}

TEST(UnmodifiedBarrier, WaitsForEverForWhoNeverComes) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::barrier phase(2);
    std::thread([&] { phase.arrive_and_wait(); }).join();
  });
}

/// GCC 12's acquire() reads the count, then tries to take one, and sleeps if the count is still
/// what it read first: free again meanwhile, it sleeps although nobody holds the semaphore.
TEST(UnmodifiedSemaphore, OfGcc12CanSleepForEverThoughItIsFree) {
  if (_GLIBCXX_RELEASE != 12) GTEST_SKIP() << "another library";
  EXPECT_FINDS(kind::kLostWakeup, [] {
    std::binary_semaphore semaphore(1);
    const auto pass = [&] {
      semaphore.acquire();
      semaphore.release();
    };
    std::thread a(pass);
    std::thread b(pass);
    a.join();
    b.join();
  });
}

TEST(UnmodifiedSemaphore, HandsOverWhatWasWritten) {
  EXPECT_VERIFIED([] {
    std::binary_semaphore written(0);
    int item = 0;
    std::thread producer([&] {
      item = 7;
      written.release();
    });
    written.acquire();
    EXPECT_EQ(item, 7);
    producer.join();
  });
}

TEST(UnmodifiedSemaphore, ThatNobodyReleasesIsADeadlock) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::counting_semaphore<4> semaphore(1);
    std::thread other([&] { semaphore.acquire(); });
    semaphore.acquire();
    other.join();
  });
}

TEST(UnmodifiedSemaphore, ATimedWaitEndsBothWays) {
  bool in_time = false;
  bool too_late = false;
  EXPECT_VERIFIED([&] {
    std::counting_semaphore<4> semaphore(0);
    std::thread other([&] { semaphore.release(); });
    (semaphore.try_acquire_for(10ms) ? in_time : too_late) = true;
    other.join();
  });
  EXPECT_TRUE(in_time && too_late);
}

}  // namespace
}  // namespace weft
