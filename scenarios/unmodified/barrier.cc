// barrier (the classic of every course): a counter that goes back to zero is no barrier to use
// twice. Who is first out and first in again lifts it before the other has seen zero; both wait.
#include <condition_variable>
#include <mutex>
#include <thread>

namespace unmodified::barrier {
namespace {

class Counting {
 public:
  void arrive_and_wait() {
    std::unique_lock lock(mutex_);
    if (++arrived_ == 2) {
      arrived_ = 0;
      all_.notify_all();
    } else {
      all_.wait(lock, [&] { return arrived_ == 0; });
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable all_;
  int arrived_ = 0;
};

class WithGenerations {
 public:
  void arrive_and_wait() {
    std::unique_lock lock(mutex_);
    if (++arrived_ == 2) {
      arrived_ = 0;
      ++generation_;
      all_.notify_all();
    } else {
      all_.wait(lock, [&, mine = generation_] { return generation_ != mine; });
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable all_;
  int arrived_ = 0;
  int generation_ = 0;
};

template <typename Barrier>
void run() {
  Barrier barrier;
  const auto rounds = [&] {
    barrier.arrive_and_wait();
    barrier.arrive_and_wait();
  };
  std::thread one(rounds);
  std::thread two(rounds);
  one.join();
  two.join();
}

}  // namespace

void bad() {
  run<Counting>();
}
void fixed() {
  run<WithGenerations>();
}

}  // namespace unmodified::barrier
