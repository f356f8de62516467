// read_write_lock (SV-COMP): a lock of two counters, of readers and of writers. A writer that looks
// at both and then raises its own, in two steps, meets a reader. The fix does it in one, on one
// word.
#include <atomic>
#include <cassert>
#include <thread>

namespace unmodified::read_write_lock {
namespace {

class TwoSteps {
 public:
  void lock() {
    while (writers_ != 0 || readers_ != 0) std::this_thread::yield();
    writers_ = 1;
  }
  void unlock() { writers_ = 0; }
  void lock_shared() {
    while (writers_ != 0) std::this_thread::yield();
    readers_.fetch_add(1);
  }
  void unlock_shared() { readers_.fetch_sub(1); }

 private:
  std::atomic<int> writers_{0};
  std::atomic<int> readers_{0};
};

class OneStep {
 public:
  void lock() {
    int free = 0;
    while (!state_.compare_exchange_weak(free, kWriter)) {
      free = 0;
      std::this_thread::yield();
    }
  }
  void unlock() { state_ = 0; }
  void lock_shared() {
    int readers = state_;
    while (readers == kWriter || !state_.compare_exchange_weak(readers, readers + 1)) {
      std::this_thread::yield();
      readers = state_;
    }
  }
  void unlock_shared() { state_.fetch_sub(1); }

 private:
  static constexpr int kWriter = -1;
  std::atomic<int> state_{0};
};

template <typename Lock>
void run() {
  Lock lock;
  int x = 0;
  int y = 0;
  std::thread writer([&] {
    lock.lock();
    x = 3;
    y = 3;
    lock.unlock();
  });
  std::thread reader([&] {
    lock.lock_shared();
    assert(x == y);
    lock.unlock_shared();
  });
  writer.join();
  reader.join();
}

}  // namespace

void bad() {
  run<TwoSteps>();
}
void fixed() {
  run<OneStep>();
}

}  // namespace unmodified::read_write_lock
