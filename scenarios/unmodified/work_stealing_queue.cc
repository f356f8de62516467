// The work-stealing queue of CHESS (SCTBench chess.WSQ; Cilk's THE protocol): the owner pushes and
// pops at the tail, thieves steal at the head, and they lock only when there may be one item left.
// The bug: push believes that all places may be used. A thief has raised the head already, but not
// yet read the place, when the owner overwrites it.
#include <array>
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>

namespace unmodified::work_stealing_queue {
namespace {

struct Item {
  std::atomic<int> taken{0};
};

template <long Spare>
class Queue {
 public:
  bool push(Item* item) {
    const long tail = tail_;
    if (tail >= head_ + kSize - Spare) return false;
    places_[tail % kSize] = item;
    tail_ = tail + 1;
    return true;
  }
  Item* pop() {
    const long tail = tail_ - 1;
    tail_ = tail;
    if (head_ <= tail) return places_[tail % kSize];
    tail_ = tail + 1;
    return pop_locked();
  }
  Item* steal() {
    const std::lock_guard lock(mutex_);
    const long head = head_;
    head_ = head + 1;
    if (head < tail_) return places_[head % kSize];
    head_ = head;
    return nullptr;
  }

 private:
  Item* pop_locked() {
    const std::lock_guard lock(mutex_);
    const long tail = tail_ - 1;
    tail_ = tail;
    if (head_ <= tail) return places_[tail % kSize];
    tail_ = tail + 1;
    return nullptr;
  }

  static constexpr long kSize = 2;
  std::mutex mutex_;
  std::array<std::atomic<Item*>, kSize> places_{};
  std::atomic<long> head_{0};
  std::atomic<long> tail_{0};
};

template <long Spare>
void run() {
  Queue<Spare> queue;
  std::array<Item, 3> items;
  std::thread thief([&] {
    if (Item* const item = queue.steal()) item->taken.fetch_add(1);
  });
  for (Item& item : items) {
    if (!queue.push(&item)) item.taken.fetch_add(1);  // no place: the owner does it itself
  }
  while (Item* const item = queue.pop()) item->taken.fetch_add(1);
  thief.join();
  for (const Item& item : items) assert(item.taken == 1);
}

}  // namespace

void bad() {
  run<0>();
}
void fixed() {
  run<1>();
}

}  // namespace unmodified::work_stealing_queue
