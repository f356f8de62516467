// std::future and what fulfils it.
#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

TEST(UnmodifiedAsync, ReturnsWhatItsFunctionReturns) {
  EXPECT_VERIFIED([] {
    std::future<int> answer = std::async(std::launch::async, [] { return 42; });
    EXPECT_EQ(answer.get(), 42);
  });
}

TEST(UnmodifiedAsync, DeferredRunsWhereItIsAskedFor) {
  EXPECT_VERIFIED([] {
    std::thread::id where;
    auto later = std::async(std::launch::deferred, [&] { where = std::this_thread::get_id(); });
    later.get();
    EXPECT_EQ(where, std::this_thread::get_id());
  });
}

TEST(UnmodifiedAsync, HandsOverWhatItsFunctionThrows) {
  EXPECT_VERIFIED([] {
    auto failing =
        std::async(std::launch::async, []() -> int { throw std::runtime_error("no answer"); });
    EXPECT_THROW(failing.get(), std::runtime_error);
  });
}

TEST(UnmodifiedAsync, SharingWithoutALockIsARace) {
  EXPECT_FINDS(kind::kDataRace, [] {
    int counter = 0;
    auto a = std::async(std::launch::async, [&] { ++counter; });
    auto b = std::async(std::launch::async, [&] { ++counter; });
    a.get();
    b.get();
  });
}

TEST(UnmodifiedPromise, HandsAValueOver) {
  EXPECT_VERIFIED([] {
    std::promise<int> promise;
    std::future<int> future = promise.get_future();
    int before = 0;
    std::thread other([&] {
      before = 1;
      promise.set_value(42);
    });
    EXPECT_EQ(future.get(), 42);
    EXPECT_EQ(before, 1);
    other.join();
  });
}

TEST(UnmodifiedPromise, HandsAnExceptionOver) {
  EXPECT_VERIFIED([] {
    std::promise<int> promise;
    std::future<int> future = promise.get_future();
    std::thread other(
        [&] { promise.set_exception(std::make_exception_ptr(std::runtime_error("no"))); });
    EXPECT_THROW(future.get(), std::runtime_error);
    other.join();
  });
}

TEST(UnmodifiedPromise, ThatIsNeverKeptIsWaitedForForEver) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::promise<int> promise;
    promise.get_future().wait();
  });
}

TEST(UnmodifiedPromise, ThatIsBrokenThrows) {
  EXPECT_VERIFIED([] {
    std::future<int> future;
    {
      std::promise<int> promise;
      future = promise.get_future();
    }
    EXPECT_THROW(future.get(), std::future_error);
  });
}

TEST(UnmodifiedPackagedTask, RunsOnAnotherThread) {
  EXPECT_VERIFIED([] {
    std::packaged_task<int(int)> twice([](int n) { return 2 * n; });
    std::future<int> result = twice.get_future();
    std::thread worker(std::move(twice), 21);
    EXPECT_EQ(result.get(), 42);
    worker.join();
  });
}

TEST(UnmodifiedFuture, ATimedWaitEndsBothWays) {
  bool in_time = false;
  bool too_late = false;
  EXPECT_VERIFIED([&] {
    std::promise<void> promise;
    std::future<void> future = promise.get_future();
    std::thread other([&] { promise.set_value(); });
    (future.wait_for(10ms) == std::future_status::ready ? in_time : too_late) = true;
    other.join();
  });
  EXPECT_TRUE(in_time && too_late);
}

TEST(UnmodifiedSharedFuture, WakesAllWhoWait) {
  EXPECT_VERIFIED([] {
    std::promise<int> promise;
    const std::shared_future<int> future = promise.get_future().share();
    int sum[2] = {0, 0};
    std::thread a([&, future] { sum[0] = future.get(); });
    std::thread b([&, future] { sum[1] = future.get(); });
    promise.set_value(1);
    a.join();
    b.join();
    EXPECT_EQ(sum[0] + sum[1], 2);
  });
}

}  // namespace
}  // namespace weft
