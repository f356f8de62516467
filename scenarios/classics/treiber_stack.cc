// Treiber's stack (1986): push and pop are one compare_and_swap of the top. Who pops has read what
// is below the top; meanwhile others may pop both and push the first again (ABA). The swap does not
// notice, unless the top counts its versions.
#include <array>
#include <deque>
#include <ostream>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

constexpr int kNone = 0;
constexpr int kNodes = 2;  // 1 and 2

struct Top {
  int node = kNone;
  int version = 0;
  friend bool operator==(const Top&, const Top&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Top& top) {
    return out << top.node << " v" << top.version;
  }
};

class Stack {
 public:
  explicit Stack(bool counts_versions) : counts_versions_(counts_versions) {
    for (int node = 0; node <= kNodes; ++node) below_.emplace_back(kNone, "below");
  }

  void push(int node) {
    for (;;) {
      const Top top = top_.load();
      below(node).store(top.node);
      if (top_.compare_and_swap(top, after(top, node))) return;
    }
  }
  int pop() {
    for (;;) {
      const Top top = top_.load();
      if (top.node == kNone) return kNone;
      const int next = below(top.node).load();
      if (top_.compare_and_swap(top, after(top, next))) return top.node;
    }
  }

 private:
  Atomic<int>& below(int node) { return below_[static_cast<std::size_t>(node)]; }
  [[nodiscard]] Top after(const Top& top, int node) const {
    return {.node = node, .version = counts_versions_ ? top.version + 1 : 0};
  }

  bool counts_versions_;
  std::deque<Atomic<int>> below_;
  Atomic<Top> top_{Top{}, "top"};
};

/// One goroutine pops. The other pops two, and pushes the first back.
void pop_and_reuse(bool counts_versions) {
  Stack stack(counts_versions);
  for (int node = kNodes; node >= 1; --node) stack.push(node);
  std::array<int, kNodes + 1> owners{};
  const auto own = [&](int node) { ++owners.at(static_cast<std::size_t>(node)); };
  WaitGroup all("all");
  int mine = kNone;
  int kept = kNone;
  all.go([&] { mine = stack.pop(); });
  all.go([&] {
    const int first = stack.pop();
    kept = stack.pop();
    if (first != kNone) stack.push(first);
  });
  all.wait();
  own(mine);
  own(kept);
  for (int left = stack.pop(); left != kNone; left = stack.pop()) own(left);
  for (int node = 1; node <= kNodes; ++node) {
    expect(owners.at(static_cast<std::size_t>(node)) == 1, "every node in one place");
  }
}

const Registered registered[] = {
    Registered{
        {.name = "classics/treiber_stack/bad_aba",
         .body = [] { pop_and_reuse(false); },
         .expects = kind::kCheckFailed,
         .summary = "A node that was popped and pushed again while another pop had seen it"}},
    Registered{{.name = "classics/treiber_stack/versions",
                .body = [] { pop_and_reuse(true); },
                .summary = "A top that counts its versions, so that the swap notices"}},
};

}  // namespace
}  // namespace weft
