// Michael and Scott's queue (1996): a linked list with a dummy in front. A new node is linked by
// one compare_and_swap behind the last one; the tail follows, and whoever finds it behind helps.
#include <array>
#include <deque>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

constexpr int kNone = -1;
constexpr int kDummy = 0;
constexpr int kItems = 2;  // nodes 1 and 2

class Queue {
 public:
  /// `links_blindly`: the last node is looked at, and then written.
  explicit Queue(bool links_blindly) : links_blindly_(links_blindly) {
    for (int node = 0; node <= kItems; ++node) next_.emplace_back(kNone, "next");
  }

  void enqueue(int node) {
    for (;;) {
      const int last = tail_.load();
      const int behind = next(last).load();
      if (behind != kNone) {
        tail_.compare_and_swap(last, behind);
      } else if (link(last, node)) {
        tail_.compare_and_swap(last, node);
        return;
      }
    }
  }
  int dequeue() {
    for (;;) {
      const int dummy = head_.load();
      const int last = tail_.load();
      const int first = next(dummy).load();
      if (first == kNone) return kNone;
      if (dummy == last) {
        tail_.compare_and_swap(last, first);
      } else if (head_.compare_and_swap(dummy, first)) {
        return first;
      }
    }
  }

 private:
  bool link(int last, int node) {
    if (!links_blindly_) return next(last).compare_and_swap(kNone, node);
    next(last).store(node);
    return true;
  }
  Atomic<int>& next(int node) { return next_[static_cast<std::size_t>(node)]; }

  bool links_blindly_;
  std::deque<Atomic<int>> next_;
  Atomic<int> head_{kDummy, "head"};
  Atomic<int> tail_{kDummy, "tail"};
};

/// Two put an item each, one takes one; what is left is taken in the end.
void put_and_take(bool links_blindly) {
  Queue queue(links_blindly);
  std::array<int, kItems + 1> taken{};
  const auto count = [&](int item) {
    if (item != kNone) ++taken.at(static_cast<std::size_t>(item));
  };
  WaitGroup all("all");
  for (int item = 1; item <= kItems; ++item) all.go([&, item] { queue.enqueue(item); });
  all.go([&] { count(queue.dequeue()); });
  all.wait();
  for (int item = queue.dequeue(); item != kNone; item = queue.dequeue()) count(item);
  for (int item = 1; item <= kItems; ++item) {
    expect(taken.at(static_cast<std::size_t>(item)) == 1, "every item taken once");
  }
}

const Registered registered[] = {
    Registered{{.name = "classics/michael_scott_queue/bad_blind_link",
                .body = [] { put_and_take(true); },
                .expects = kind::kCheckFailed,
                .summary = "Two that link their nodes behind the same one"}},
    Registered{{.name = "classics/michael_scott_queue/helping",
                .body = [] { put_and_take(false); },
                .summary = "Two producers and a consumer who help the tail along"}},
};

}  // namespace
}  // namespace weft
