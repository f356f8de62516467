// SafeStack (SCTBench misc.safestack; D. Vyukov's challenge to checkers of schedules): a stack of
// indices that tries to avoid the ABA problem by taking the link out of an item before it takes the
// item, and by keeping the last item. It takes three threads and five preemptions to hand one item
// to two threads. The fix counts the pops in the word that holds the head.
#include <array>
#include <atomic>
#include <cassert>
#include <thread>

namespace unmodified::safestack {
namespace {

constexpr int kThreads = 3;

struct Item {
  std::atomic<int> value{0};
  std::atomic<int> next{-1};
};

class SafeStack {
 public:
  SafeStack() {
    for (int i = 0; i + 1 < kThreads; ++i) items_[i].next = i + 1;
  }
  Item& operator[](int index) { return items_[index]; }

  int pop() {
    while (count_ > 1) {
      int head = head_;
      const int next = items_[head].next.exchange(-1);
      if (next < 0) continue;
      int expected = head;
      if (head_.compare_exchange_strong(expected, next)) {
        count_.fetch_sub(1);
        return head;
      }
      items_[head].next.exchange(next);
    }
    return -1;
  }
  void push(int index) {
    int head = head_;
    do {
      items_[index].next = head;
    } while (!head_.compare_exchange_strong(head, index));
    count_.fetch_add(1);
  }

 private:
  std::array<Item, kThreads> items_;
  std::atomic<int> head_{0};
  std::atomic<int> count_{kThreads};
};

class CountedStack {
 public:
  CountedStack() {
    for (int i = 0; i + 1 < kThreads; ++i) items_[i].next = i + 1;
  }
  Item& operator[](int index) { return items_[index]; }

  int pop() {
    Head head = head_;
    for (;;) {
      if (head.index < 0) return -1;
      const Head next{items_[head.index].next, head.pops + 1};
      if (head_.compare_exchange_strong(head, next)) return head.index;
    }
  }
  void push(int index) {
    Head head = head_;
    do {
      items_[index].next = head.index;
    } while (!head_.compare_exchange_strong(head, Head{index, head.pops}));
  }

 private:
  struct alignas(8) Head {
    int index = 0;
    int pops = 0;
  };
  std::array<Item, kThreads> items_;
  std::atomic<Head> head_{Head{}};
};

template <typename Stack>
void use(Stack& stack, int id, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    int index = stack.pop();
    while (index < 0) {
      std::this_thread::yield();
      index = stack.pop();
    }
    stack[index].value = id;
    assert(stack[index].value == id);
    stack.push(index);
  }
}

template <typename Stack>
void run(int threads_each, int rounds) {
  Stack stack;
  std::array<std::thread, kThreads> threads;
  for (int id = 0; id < threads_each; ++id) {
    threads[id] = std::thread([&stack, id, rounds] { use(stack, id, rounds); });
  }
  for (std::thread& thread : threads) {
    if (thread.joinable()) thread.join();
  }
}

}  // namespace

void bad() {
  run<SafeStack>(3, 2);
}
void fixed() {
  run<CountedStack>(2, 1);
}

}  // namespace unmodified::safestack
