// A bounded ring for many producers and many consumers (Vyukov). Each cell has a number that says
// whose turn it is: position to be written, position + 1 to be read.
#include <cstddef>
#include <deque>
#include <optional>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

constexpr int kCapacity = 2;

class Ring {
 public:
  /// `announces_first`: says that an item is there before it is.
  explicit Ring(bool announces_first) : announces_first_(announces_first) {
    for (int i = 0; i < kCapacity; ++i) cells_.emplace_back(i);
  }

  bool try_push(int item) {
    for (;;) {
      const int at = written_.load();
      Cell& cell = cell_of(at);
      const int turn = cell.turn.load();
      if (turn < at) return false;  // full
      if (turn != at || !written_.compare_and_swap(at, at + 1)) continue;
      if (announces_first_) cell.turn.store(at + 1);
      cell.item.store(item);
      if (!announces_first_) cell.turn.store(at + 1);
      return true;
    }
  }
  std::optional<int> try_pop() {
    for (;;) {
      const int at = read_.load();
      Cell& cell = cell_of(at);
      const int turn = cell.turn.load();
      if (turn <= at) return std::nullopt;  // empty
      if (turn != at + 1 || !read_.compare_and_swap(at, at + 1)) continue;
      const int item = cell.item.load();
      cell.turn.store(at + kCapacity);
      return item;
    }
  }

 private:
  struct Cell {
    explicit Cell(int first_turn) : turn(first_turn, "turn") {}
    Atomic<int> turn;
    Shared<int> item{0, "item"};
  };
  Cell& cell_of(int at) { return cells_[static_cast<std::size_t>(at % kCapacity)]; }

  bool announces_first_;
  std::deque<Cell> cells_;
  Atomic<int> written_{0, "written"};
  Atomic<int> read_{0, "read"};
};

/// Two producers and a consumer; what is left is taken in the end.
void push_and_pop(bool announces_first) {
  Ring ring(announces_first);
  int sum = 0;
  WaitGroup all("all");
  for (int item = 1; item <= 2; ++item) {
    all.go([&, item] { expect(ring.try_push(item), "room for both"); });
  }
  all.go([&] { sum += ring.try_pop().value_or(0); });
  all.wait();
  while (const std::optional<int> item = ring.try_pop()) sum += *item;
  expect(sum == 1 + 2, "every item taken once");
}

const Registered registered[] = {
    Registered{{.name = "classics/mpmc_ring/bad_announces_first",
                .body = [] { push_and_pop(true); },
                .expects = kind::kDataRace,
                .summary = "A cell that is said to be full before it is written"}},
    Registered{{.name = "classics/mpmc_ring/turns",
                .body = [] { push_and_pop(false); },
                .summary = "Two producers and a consumer take turns at the cells"}},
};

}  // namespace
}  // namespace weft
