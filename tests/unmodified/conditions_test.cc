// std::condition_variable and std::condition_variable_any.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

template <typename Condition>
struct Queue {
  void push(int value) {
    const std::lock_guard lock(mutex);
    values.push_back(value);
    not_empty.notify_one();
  }
  int pop() {
    std::unique_lock lock(mutex);
    not_empty.wait(lock, [&] { return !values.empty(); });
    const int value = values.front();
    values.pop_front();
    return value;
  }
  std::mutex mutex;
  Condition not_empty;
  std::deque<int> values;
};

template <typename Condition>
void two_pairs() {
  Queue<Condition> queue;
  int sum = 0;
  std::thread consumer([&] {
    sum += queue.pop();
    sum += queue.pop();
  });
  std::thread producer([&] { queue.push(1); });
  queue.push(2);
  producer.join();
  consumer.join();
  EXPECT_EQ(sum, 3);
}

TEST(UnmodifiedCondition, HandsOverAllThatIsPushed) {
  EXPECT_VERIFIED(two_pairs<std::condition_variable>);
}

TEST(UnmodifiedConditionAny, HandsOverAllThatIsPushed) {
  EXPECT_VERIFIED(two_pairs<std::condition_variable_any>);
}

TEST(UnmodifiedCondition, WaitingWithoutLookingFirstLosesTheWakeUp) {
  EXPECT_FINDS(kind::kLostWakeup, [] {
    std::mutex mutex;
    std::condition_variable ready;
    std::thread waiter([&] {
      std::unique_lock lock(mutex);
      ready.wait(lock);
    });
    ready.notify_one();
    waiter.join();
  });
}

TEST(UnmodifiedCondition, OneNotifyForTwoWaitersLeavesEitherBehind) {
  bool first_woken = false;
  bool second_woken = false;
  Options all;
  all.keep_going = true;
  (void)explore(
      [&] {
        std::mutex mutex;
        std::condition_variable ready;
        int waiting = 0;
        const auto wait = [&](bool& woken) {
          std::unique_lock lock(mutex);
          ++waiting;
          ready.wait(lock);
          woken = true;
        };
        std::thread a([&] { wait(first_woken); });
        std::thread b([&] { wait(second_woken); });
        for (bool both = false; !both;) {
          const std::lock_guard lock(mutex);
          both = waiting == 2;
        }
        ready.notify_one();
        a.join();
        b.join();
      },
      all);
  EXPECT_TRUE(first_woken && second_woken);
}

TEST(UnmodifiedCondition, NotifyAllWakesAll) {
  EXPECT_VERIFIED([] {
    std::mutex mutex;
    std::condition_variable ready;
    bool go = false;
    const auto wait = [&] {
      std::unique_lock lock(mutex);
      ready.wait(lock, [&] { return go; });
    };
    std::thread a(wait);
    std::thread b(wait);
    {
      const std::lock_guard lock(mutex);
      go = true;
    }
    ready.notify_all();
    a.join();
    b.join();
  });
}

TEST(UnmodifiedCondition, NotifyOneWhereAllShouldWakeIsFound) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::mutex mutex;
    std::condition_variable ready;
    bool go = false;
    const auto wait = [&] {
      std::unique_lock lock(mutex);
      ready.wait(lock, [&] { return go; });
    };
    std::thread a(wait);
    std::thread b(wait);
    {
      const std::lock_guard lock(mutex);
      go = true;
    }
    ready.notify_one();
    a.join();
    b.join();
  });
}

template <typename Condition>
void wait_a_second(bool& in_time, bool& too_late) {
  std::mutex mutex;
  Condition ready;
  bool go = false;
  std::thread other([&] {
    const std::lock_guard lock(mutex);
    go = true;
    ready.notify_one();
  });
  {
    std::unique_lock lock(mutex);
    const auto before = std::chrono::steady_clock::now();
    if (ready.wait_for(lock, 1s, [&] { return go; })) {
      in_time = true;
    } else {
      too_late = true;
      EXPECT_GE(std::chrono::steady_clock::now(), before + 1s);
    }
  }
  other.join();
}

TEST(UnmodifiedCondition, ATimedWaitEndsBothWays) {
  bool in_time = false;
  bool too_late = false;
  EXPECT_VERIFIED([&] { wait_a_second<std::condition_variable>(in_time, too_late); });
  EXPECT_TRUE(in_time && too_late);
}

TEST(UnmodifiedConditionAny, ATimedWaitEndsBothWays) {
  bool in_time = false;
  bool too_late = false;
  EXPECT_VERIFIED([&] { wait_a_second<std::condition_variable_any>(in_time, too_late); });
  EXPECT_TRUE(in_time && too_late);
}

TEST(UnmodifiedCondition, WithAnIdleClockWhatCanHappenHappensInTime) {
  Options idle;
  idle.clock = Clock::idle;
  bool in_time = false;
  bool too_late = false;
  EXPECT_VERIFIED([&] { wait_a_second<std::condition_variable>(in_time, too_late); }, idle);
  EXPECT_TRUE(in_time && !too_late);
}

TEST(UnmodifiedCondition, AnIfForAWhileIsFoundWithSpuriousWakeUps) {
  const auto waits_once = [] {
    std::mutex mutex;
    std::condition_variable ready;
    bool go = false;
    std::thread other([&] {
      const std::lock_guard lock(mutex);
      go = true;
      ready.notify_one();
    });
    {
      std::unique_lock lock(mutex);
      if (!go) ready.wait(lock);
      EXPECT_TRUE(go);
    }
    other.join();
  };
  EXPECT_VERIFIED(waits_once);
  Options spurious;
  spurious.spurious_wakeups = true;
  EXPECT_FINDS(kind::kCheckFailed, waits_once, spurious);
}

TEST(UnmodifiedStopToken, AStopWakesAWaitingJthread) {
  EXPECT_VERIFIED([] {
    std::mutex mutex;
    std::condition_variable_any ready;
    std::jthread worker([&](const std::stop_token& stop) {
      std::unique_lock lock(mutex);
      ready.wait(lock, stop, [] { return false; });
    });
  });
}

TEST(UnmodifiedStopToken, WhoDoesNotListenIsWaitedForForEver) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::mutex mutex;
    std::condition_variable_any ready;
    std::jthread worker([&](const std::stop_token&) {
      std::unique_lock lock(mutex);
      ready.wait(lock, [] { return false; });
    });
  });
}

}  // namespace
}  // namespace weft
