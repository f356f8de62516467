// Treiber's stack with nodes that are given back at once: who has read the top and its next node
// is too late when others have taken both and pushed the first again (the ABA problem). The fix
// counts in the word of the top.
#include <array>
#include <atomic>
#include <cassert>
#include <cstdint>
#include <thread>

namespace unmodified::treiber_stack {
namespace {

constexpr int kNone = -1;

struct Node {
  std::atomic<int> next{kNone};
  std::atomic<int> owners{0};
};

struct alignas(8) Top {
  std::int32_t node = kNone;
  std::int32_t count = 0;
};

template <int Step>
struct Stack {
  std::array<Node, 2> nodes;
  std::atomic<Top> top{Top{0, 0}};

  Stack() { nodes[0].next = 1; }

  int pop() {
    Top seen = top;
    while (seen.node != kNone) {
      const Top next{nodes[seen.node].next, seen.count + Step};
      if (top.compare_exchange_strong(seen, next)) {
        const int owners = nodes[seen.node].owners.fetch_add(1);
        assert(owners == 0);
        return seen.node;
      }
    }
    return kNone;
  }
  void push(int node) {
    nodes[node].owners.fetch_sub(1);
    Top seen = top;
    do {
      nodes[node].next = seen.node;
    } while (!top.compare_exchange_strong(seen, Top{node, seen.count + Step}));
  }
};

template <int Step>
void run() {
  Stack<Step> stack;
  std::thread slow([&] { stack.pop(); });
  std::thread quick([&] {
    const int first = stack.pop();
    stack.pop();
    if (first != kNone) stack.push(first);
  });
  slow.join();
  quick.join();
  stack.pop();
}

}  // namespace

void bad() {
  run<0>();
}
void fixed() {
  run<1>();
}

}  // namespace unmodified::treiber_stack
