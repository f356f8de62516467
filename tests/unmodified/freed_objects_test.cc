// Mutexes, condition variables and semaphores in memory that is freed.
#include <gtest/gtest.h>
#include <semaphore.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

struct Locked {
  std::mutex mutex;
  std::condition_variable changed;
  int users = 2;
};

/// Who leaves last frees, but the other one may still be on his way out.
TEST(FreedObjects, AMutexThatIsGivenBackAfterItWasFreedIsAUseAfterFree) {
  EXPECT_EQ(explored([] {
              auto* const all = new Locked;
              const auto leave = [all] {
                all->mutex.lock();
                const bool last = --all->users == 0;
                if (last) delete all;
                if (!last) all->mutex.unlock();
                if (last) all->mutex.unlock();
              };
              std::thread other(leave);
              leave();
              other.join();
            }),
            kind::kUseAfterFree);
}

TEST(FreedObjects, SoIsAConditionThatIsSignalledWithoutItsMutex) {
  const auto announced = [](bool with_mutex) {
    auto* const all = new Locked;
    std::thread other([=] {
      std::unique_lock lock(all->mutex);
      all->users = 0;
      if (!with_mutex) lock.unlock();
      all->changed.notify_one();
    });
    {
      std::unique_lock lock(all->mutex);
      all->changed.wait(lock, [&] { return all->users == 0; });
    }
    if (with_mutex) other.join();
    delete all;
    if (!with_mutex) other.join();
  };
  EXPECT_EQ(explored([&] { announced(false); }), kind::kUseAfterFree);
  EXPECT_EQ(explored([&] { announced(true); }), "verified");
}

TEST(FreedObjects, ASemaphoreInFreedMemoryIsAUseAfterFree) {
  EXPECT_EQ(explored([] {
              auto* const done = new sem_t;
              sem_init(done, 0, 0);
              std::thread other([=] { sem_post(done); });
              sem_wait(done);
              sem_destroy(done);
              delete done;
              sem_post(done);
              other.join();
            }),
            kind::kUseAfterFree);
}

/// A mutex has no constructor that can be seen: what lies there now is another one all the same.
TEST(FreedObjects, AMutexWhereAFreedOneWasIsAnotherOne) {
  EXPECT_EQ(explored([] {
              auto* first = new std::mutex;
              first->lock();
              delete first;  // held, which is said in the end
              auto* second = new std::mutex;
              EXPECT_EQ(first, second);
              EXPECT_TRUE(second->try_lock());
              second->unlock();
              delete second;
            }),
            kind::kLockHeld);
}

}  // namespace
}  // namespace weft
