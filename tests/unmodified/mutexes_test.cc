// The mutexes of the standard library.
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <vector>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

void lock_twice_each(int threads) {
  std::mutex mutex;
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&] {
      for (int k = 0; k < 2; ++k) const std::lock_guard lock(mutex);
    });
  }
  for (std::thread& thread : all) thread.join();
}

TEST(UnmodifiedMutex, EveryOrderOfLocksIsExploredOnce) {
  EXPECT_EQ(executions_of([] { lock_twice_each(2); }), 6U);
  EXPECT_EQ(executions_of([] { lock_twice_each(3); }), 90U);
  EXPECT_EQ(executions_of([] { lock_twice_each(4); }), 2520U);
}

TEST(UnmodifiedMutex, GuardsWhatIsBehindIt) {
  EXPECT_VERIFIED([] {
    std::mutex mutex;
    int counter = 0;
    const auto add = [&] {
      const std::lock_guard lock(mutex);
      ++counter;
    };
    std::thread a(add);
    std::thread b(add);
    a.join();
    b.join();
    EXPECT_EQ(counter, 2);
  });
}

const auto kTwoOrders = [] {
  std::mutex left;
  std::mutex right;
  std::thread a([&] {
    const std::lock_guard first(left);
    const std::lock_guard second(right);
  });
  std::thread b([&] {
    const std::lock_guard first(right);
    const std::lock_guard second(left);
  });
  a.join();
  b.join();
};

TEST(UnmodifiedMutex, TwoInTwoOrdersAreADeadlock) {
  EXPECT_FINDS(kind::kDeadlock, kTwoOrders);
}

TEST(UnmodifiedMutex, AreNamedByTheLineOfTheUsersThatLockedThemFirst) {
  const std::string message = finding_of(kTwoOrders);
  EXPECT_NE(message.find("mutex@mutexes_test.cc:"), std::string::npos) << message;
  EXPECT_NE(message.find("thread:"), std::string::npos) << message;
}

TEST(UnmodifiedMutex, ScopedLockTakesTwoInAnyOrder) {
  EXPECT_VERIFIED([] {
    std::mutex left;
    std::mutex right;
    int sum = 0;
    std::thread other([&] {
      const std::scoped_lock both(right, left);
      ++sum;
    });
    {
      const std::scoped_lock both(left, right);
      ++sum;
    }
    other.join();
    EXPECT_EQ(sum, 2);
  });
}

TEST(UnmodifiedMutex, LockingItTwiceWaitsForEver) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::mutex mutex;
    mutex.lock();
    mutex.lock();
  });
}

TEST(UnmodifiedMutex, UnlockingWhatSomebodyElseHoldsIsAFinding) {
  EXPECT_FINDS(kind::kPanic, [] {
    std::mutex mutex;
    mutex.lock();
    std::thread([&] { mutex.unlock(); }).join();
    mutex.unlock();
  });
}

TEST(UnmodifiedMutex, OneThatIsHeldAtTheEndOfItsThreadIsAFinding) {
  EXPECT_FINDS(kind::kLockHeld, [] {
    static std::mutex mutex;
    std::thread([&] { mutex.lock(); }).join();
  });
}

TEST(UnmodifiedMutex, TryLockIsSeenToFailAndToSucceed) {
  bool failed = false;
  bool succeeded = false;
  EXPECT_EQ(executions_of([&] {
              std::mutex mutex;
              std::thread other([&] { const std::lock_guard lock(mutex); });
              const bool got = mutex.try_lock();
              (got ? succeeded : failed) = true;
              if (got) mutex.unlock();
              other.join();
            }),
            3U);
  EXPECT_TRUE(failed && succeeded);
}

TEST(UnmodifiedRecursiveMutex, MayBeTakenAgainByItsHolder) {
  EXPECT_EQ(executions_of([] {
              std::recursive_mutex mutex;
              const auto twice = [&] {
                const std::lock_guard outer(mutex);
                const std::lock_guard inner(mutex);
              };
              std::thread a(twice);
              std::thread b(twice);
              a.join();
              b.join();
            }),
            2U);
}

TEST(UnmodifiedRecursiveMutex, IsHeldUntilGivenBackAsOften) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::recursive_mutex mutex;
    mutex.lock();
    mutex.lock();
    mutex.unlock();
    std::thread([&] { const std::lock_guard lock(mutex); }).join();
  });
}

TEST(UnmodifiedTimedMutex, GivesUpOrGetsItBothWays) {
  bool in_time = false;
  bool too_late = false;
  EXPECT_VERIFIED([&] {
    std::timed_mutex mutex;
    std::thread other([&] { const std::lock_guard lock(mutex); });
    if (mutex.try_lock_for(10ms)) {
      in_time = true;
      mutex.unlock();
    } else {
      too_late = true;
    }
    other.join();
  });
  EXPECT_TRUE(in_time && too_late);
}

TEST(UnmodifiedTimedMutex, TimeHasPassedForWhoGaveUp) {
  EXPECT_VERIFIED([] {
    std::recursive_timed_mutex mutex;
    mutex.lock();
    std::thread([&] {
      const auto before = std::chrono::steady_clock::now();
      if (mutex.try_lock_until(before + 1s)) return mutex.unlock();
      EXPECT_GE(std::chrono::steady_clock::now(), before + 1s);
    }).join();
    mutex.unlock();
  });
}

TEST(UnmodifiedSharedMutex, ReadersDoNotExcludeEachOther) {
  EXPECT_EQ(executions_of([] {
              std::shared_mutex mutex;
              const auto read = [&] { const std::shared_lock lock(mutex); };
              std::thread a(read);
              std::thread b(read);
              a.join();
              b.join();
            }),
            1U);
}

TEST(UnmodifiedSharedMutex, AWriterExcludesAll) {
  EXPECT_VERIFIED([] {
    std::shared_mutex mutex;
    int value = 0;
    std::thread writer([&] {
      const std::unique_lock lock(mutex);
      value = 1;
      value = 2;
    });
    {
      const std::shared_lock lock(mutex);
      EXPECT_NE(value, 1);
    }
    writer.join();
  });
}

TEST(UnmodifiedSharedMutex, WritingUnderAReadersLockIsARace) {
  EXPECT_FINDS(kind::kDataRace, [] {
    std::shared_mutex mutex;
    int value = 0;
    std::thread writer([&] {
      const std::shared_lock lock(mutex);
      value = 1;
    });
    {
      const std::shared_lock lock(mutex);
      EXPECT_NE(value, 2);
    }
    writer.join();
  });
}

TEST(UnmodifiedSharedMutex, TwoReadersThatWantToWriteAreADeadlock) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::shared_mutex mutex;
    const auto upgrade = [&] {
      mutex.lock_shared();
      mutex.lock();
      mutex.unlock();
      mutex.unlock_shared();
    };
    std::thread a(upgrade);
    std::thread b(upgrade);
    a.join();
    b.join();
  });
}

TEST(UnmodifiedSharedTimedMutex, GivesUpOrGetsItBothWays) {
  bool in_time = false;
  bool too_late = false;
  EXPECT_VERIFIED([&] {
    std::shared_timed_mutex mutex;
    std::thread reader([&] { const std::shared_lock lock(mutex); });
    if (mutex.try_lock_for(10ms)) {
      in_time = true;
      mutex.unlock();
    } else {
      too_late = true;
    }
    reader.join();
  });
  EXPECT_TRUE(in_time && too_late);
}

}  // namespace
}  // namespace weft
