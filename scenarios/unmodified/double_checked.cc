// lazy initialisation (CHESS lazyinit; "double-checked locking is broken"): the pointer is looked
// at without the lock. It must be atomic, stored with release and loaded with acquire.
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>

namespace unmodified::double_checked {
namespace {

struct Config {
  int value = 7;
};

class Plain {
 public:
  ~Plain() { delete instance_; }
  int value() {
    if (instance_ == nullptr) {
      const std::lock_guard lock(mutex_);
      if (instance_ == nullptr) instance_ = new Config;
    }
    return instance_->value;
  }

 private:
  std::mutex mutex_;
  Config* instance_ = nullptr;
};

class Atomic {
 public:
  ~Atomic() { delete instance_.load(); }
  int value() {
    Config* config = instance_.load(std::memory_order_acquire);
    if (config == nullptr) {
      const std::lock_guard lock(mutex_);
      config = instance_.load(std::memory_order_relaxed);
      if (config == nullptr) {
        config = new Config;
        instance_.store(config, std::memory_order_release);
      }
    }
    return config->value;
  }

 private:
  std::mutex mutex_;
  std::atomic<Config*> instance_{nullptr};
};

template <typename Lazy>
void run() {
  Lazy lazy;
  std::thread one([&] { assert(lazy.value() == 7); });
  std::thread two([&] { assert(lazy.value() == 7); });
  one.join();
  two.join();
}

}  // namespace

void bad() {
  run<Plain>();
}
void fixed() {
  run<Atomic>();
}

}  // namespace unmodified::double_checked
