// Clocks and sleeping: virtual time.
#include <sys/time.h>
#include <unistd.h>
#include <ctime>

#include <chrono>
#include <mutex>
#include <thread>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using std::chrono::system_clock;

TEST(UnmodifiedTime, PassesByAsMuchAsWasSlept) {
  EXPECT_VERIFIED([] {
    const auto before = steady_clock::now();
    const auto day = system_clock::now();
    EXPECT_EQ(steady_clock::now(), before);
    std::this_thread::sleep_for(2h);
    EXPECT_EQ(steady_clock::now() - before, 2h);
    EXPECT_EQ(system_clock::now() - day, 2h);
    std::this_thread::sleep_until(before + 3h);
    EXPECT_EQ(steady_clock::now() - before, 3h);
  });
}

TEST(UnmodifiedTime, IsTheSameInEveryExecution) {
  steady_clock::time_point first{};
  EXPECT_VERIFIED([&] {
    std::mutex mutex;
    std::thread other([&] { const std::lock_guard lock(mutex); });
    { const std::lock_guard lock(mutex); }
    other.join();
    if (first == steady_clock::time_point{}) first = steady_clock::now();
    EXPECT_EQ(steady_clock::now(), first);
  });
}

TEST(UnmodifiedTime, TheCLibrarysFunctionsAgree) {
  EXPECT_VERIFIED([] {
    const std::time_t start = std::time(nullptr);
    ::usleep(500'000);
    ::sleep(1);
    const timespec pause{.tv_sec = 0, .tv_nsec = 500'000'000};
    nanosleep(&pause, nullptr);
    EXPECT_EQ(std::time(nullptr) - start, 2);
    timeval now{};
    gettimeofday(&now, nullptr);
    EXPECT_EQ(now.tv_sec, std::time(nullptr));
    timespec precise{};
    clock_gettime(CLOCK_REALTIME, &precise);
    EXPECT_EQ(precise.tv_sec, now.tv_sec);
  });
}

TEST(UnmodifiedTime, SleepingIsNoSynchronisation) {
  EXPECT_FINDS(kind::kCheckFailed, [] {
    std::mutex mutex;
    bool done = false;
    std::thread slow([&] {
      const std::lock_guard lock(mutex);
      done = true;
    });
    std::this_thread::sleep_for(1s);
    {
      const std::lock_guard lock(mutex);
      EXPECT_TRUE(done) << "slept for long enough, surely";
    }
    slow.join();
  });
}

TEST(UnmodifiedTime, TakesNoRealTime) {
  const auto before = steady_clock::now();
  EXPECT_VERIFIED([] { std::this_thread::sleep_for(24h); });
  EXPECT_LT(steady_clock::now() - before, 1h);
}

TEST(UnmodifiedTime, YieldingLetsOthersRunButPromisesNothing) {
  EXPECT_FINDS(kind::kCheckFailed, [] {
    std::mutex mutex;
    bool done = false;
    std::thread other([&] {
      const std::lock_guard lock(mutex);
      done = true;
    });
    std::this_thread::yield();
    {
      const std::lock_guard lock(mutex);
      EXPECT_TRUE(done);
    }
    other.join();
  });
}

}  // namespace
}  // namespace weft
