// What is done once, and what every thread has of its own.
#include <pthread.h>

#include <atomic>
#include <cerrno>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

TEST(UnmodifiedCallOnce, IsDoneOnceWhoeverComesFirst) {
  bool first = false;
  bool second = false;
  EXPECT_VERIFIED([&] {
    std::once_flag once;
    int done = 0;
    std::thread other([&] { std::call_once(once, [&] { ++done, second = true; }); });
    std::call_once(once, [&] { ++done, first = true; });
    EXPECT_EQ(done, 1);
    other.join();
  });
  EXPECT_TRUE(first && second);
}

TEST(UnmodifiedCallOnce, WhoThrowsLeavesItToTheNext) {
  EXPECT_VERIFIED([] {
    std::once_flag once;
    int tries = 0;
    const auto attempt = [&] {
      try {
        std::call_once(once, [&] {
          if (++tries == 1) throw std::runtime_error("not yet");
        });
      } catch (const std::runtime_error&) {
      }
    };
    std::thread other(attempt);
    attempt();
    other.join();
    attempt();
    EXPECT_EQ(tries, 2);
  });
}

TEST(UnmodifiedCallOnce, AFlagOfTheProgramIsFreshInEveryExecution) {
  static std::once_flag once;
  EXPECT_VERIFIED([] {
    int done = 0;
    std::mutex mutex;
    std::thread other([&] { const std::lock_guard lock(mutex); });
    { const std::lock_guard lock(mutex); }
    std::call_once(once, [&] { ++done; });
    other.join();
    EXPECT_EQ(done, 1);
  });
}

std::atomic<int> made = 0;
std::atomic<int> destroyed = 0;
struct Counted {
  Counted() { ++made; }
  ~Counted() { ++destroyed; }
  int value = 0;
};
thread_local Counted counted;
thread_local int plain = 7;

TEST(UnmodifiedThreadLocal, EachThreadHasItsOwnFreshInEveryExecution) {
  EXPECT_VERIFIED([] {
    std::mutex mutex;
    const auto use = [&] {
      EXPECT_EQ(plain, 7);
      EXPECT_EQ(counted.value, 0);
      plain = counted.value = 1;
      { const std::lock_guard lock(mutex); }
      EXPECT_EQ(plain, 1);
      plain = counted.value = 2;
    };
    std::thread a(use);
    std::thread b(use);
    use();
    a.join();
    b.join();
  });
}

TEST(UnmodifiedThreadLocal, AreDestroyedWhenTheirThreadEnds) {
  EXPECT_VERIFIED([] {
    made = destroyed = 0;
    std::thread([] { counted.value = 1; }).join();
    EXPECT_EQ(made, 1);
    EXPECT_EQ(destroyed, 1);
  });
}

TEST(UnmodifiedThreadLocal, MayBeReachedByOthersThroughAPointer) {
  EXPECT_VERIFIED([] {
    std::mutex mutex;
    int* theirs = nullptr;
    std::thread other([&] {
      const std::lock_guard lock(mutex);
      theirs = &plain;
      *theirs = 9;
      EXPECT_NE(theirs, nullptr);
    });
    other.join();
    EXPECT_NE(theirs, &plain);
    EXPECT_EQ(plain, 7);
  });
}

TEST(UnmodifiedThreadLocal, ErrnoIsTheThreadsOwn) {
  EXPECT_VERIFIED([] {
    std::mutex mutex;
    errno = 1;
    std::thread other([&] {
      errno = 2;
      { const std::lock_guard lock(mutex); }
      EXPECT_EQ(errno, 2);
    });
    { const std::lock_guard lock(mutex); }
    EXPECT_EQ(errno, 1);
    other.join();
  });
}

TEST(UnmodifiedExceptions, AreTheThreadsOwnWhileTheyAreHandled) {
  EXPECT_VERIFIED([] {
    std::mutex mutex;
    const auto rethrow = [&](int number) {
      try {
        throw number;
      } catch (...) {
        { const std::lock_guard lock(mutex); }
        try {
          throw;
        } catch (int seen) {
          EXPECT_EQ(seen, number);
        }
      }
    };
    std::thread a([&] { rethrow(1); });
    std::thread b([&] { rethrow(2); });
    rethrow(3);
    a.join();
    b.join();
  });
}

TEST(UnmodifiedExceptions, TravelToAnotherThread) {
  EXPECT_VERIFIED([] {
    std::exception_ptr thrown;
    std::thread([&] {
      try {
        throw std::runtime_error("carried");
      } catch (...) {
        thrown = std::current_exception();
      }
    }).join();
    EXPECT_THROW(std::rethrow_exception(thrown), std::runtime_error);
  });
}

}  // namespace
}  // namespace weft
