// A ring of one producer and one consumer, as Relacy's examples have it: the index that publishes
// an item must be stored with release. Relaxed, it works on the machine at hand, and it is a data
// race.
#include <array>
#include <atomic>
#include <cassert>
#include <cstddef>
#include <optional>
#include <thread>

namespace unmodified::ring_buffer {
namespace {

template <std::memory_order Publish>
class Ring {
 public:
  bool push(int item) {
    const std::size_t tail = tail_.load(std::memory_order_relaxed);
    if (tail - head_.load(std::memory_order_acquire) == items_.size()) return false;
    items_[tail % items_.size()] = item;
    tail_.store(tail + 1, Publish);
    return true;
  }
  std::optional<int> pop() {
    const std::size_t head = head_.load(std::memory_order_relaxed);
    if (tail_.load(std::memory_order_acquire) == head) return std::nullopt;
    const int item = items_[head % items_.size()];
    head_.store(head + 1, std::memory_order_release);
    return item;
  }

 private:
  std::array<int, 2> items_{};
  std::atomic<std::size_t> head_{0};
  std::atomic<std::size_t> tail_{0};
};

template <typename R>
void run() {
  R ring;
  std::thread producer([&] {
    for (int item = 1; item <= 3; ++item) {
      while (!ring.push(item)) std::this_thread::yield();
    }
  });
  for (int expected = 1; expected <= 3; ++expected) {
    std::optional<int> item = ring.pop();
    while (!item) {
      std::this_thread::yield();
      item = ring.pop();
    }
    assert(*item == expected);
  }
  producer.join();
}

}  // namespace

void bad() {
  run<Ring<std::memory_order_relaxed>>();
}
void fixed() {
  run<Ring<std::memory_order_release>>();
}

}  // namespace unmodified::ring_buffer
