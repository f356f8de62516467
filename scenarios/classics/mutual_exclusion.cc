// Mutual exclusion out of loads and stores: Dekker's and Peterson's algorithm.
#include <array>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// What both need: who wants in, and whose turn it is.
struct Door {
  std::array<Atomic<bool>, 2> wants{Atomic<bool>(false, "wants 0"), Atomic<bool>(false, "wants 1")};
  Atomic<std::size_t> turn{0, "turn"};
};

/// GOOD: says that it wants in, then lets the other one go first.
struct Peterson : Door {
  void lock(std::size_t me) {
    const std::size_t other = 1 - me;
    wants[me].store(true);
    turn.store(other);
    while (wants[other].load() && turn.load() == other) gosched();
  }
  void unlock(std::size_t me) { wants[me].store(false); }
};

/// BAD: the same two stores the other way round.
struct HastyPeterson : Peterson {
  void lock(std::size_t me) {
    const std::size_t other = 1 - me;
    turn.store(other);
    wants[me].store(true);
    while (wants[other].load() && turn.load() == other) gosched();
  }
};

/// GOOD: steps back as long as it is the other one's turn.
struct Dekker : Door {
  void lock(std::size_t me) {
    const std::size_t other = 1 - me;
    wants[me].store(true);
    while (wants[other].load()) {
      if (turn.load() == me) {
        gosched();
        continue;
      }
      wants[me].store(false);
      while (turn.load() != me) gosched();
      wants[me].store(true);
    }
  }
  void unlock(std::size_t me) {
    turn.store(1 - me);
    wants[me].store(false);
  }
};

/// BAD: looks whether the other one wants in, then says that it does.
struct Naive : Door {
  void lock(std::size_t me) {
    while (wants[1 - me].load()) gosched();
    wants[me].store(true);
  }
  void unlock(std::size_t me) { wants[me].store(false); }
};

/// Two goroutines that count behind the door.
template <typename Algorithm>
void count_behind() {
  Algorithm door;
  Shared<int> count(0, "count");
  WaitGroup all("all");
  for (std::size_t me = 0; me < 2; ++me) {
    all.go([&, me] {
      door.lock(me);
      count.update([](int& n) { ++n; });
      door.unlock(me);
    });
  }
  all.wait();
  expect(count.load() == 2, "both counted");
}

const Registered registered[] = {
    Registered{{.name = "classics/mutual_exclusion/peterson",
                .body = count_behind<Peterson>,
                .summary = "Peterson's algorithm for two"}},
    Registered{{.name = "classics/mutual_exclusion/bad_peterson",
                .body = count_behind<HastyPeterson>,
                .expects = kind::kDataRace,
                .summary = "Peterson's algorithm with its first two stores swapped"}},
    Registered{{.name = "classics/mutual_exclusion/dekker",
                .body = count_behind<Dekker>,
                .summary = "Dekker's algorithm for two"}},
    Registered{{.name = "classics/mutual_exclusion/bad_look_then_enter",
                .body = count_behind<Naive>,
                .expects = kind::kDataRace,
                .summary = "Both look, both find nobody, both go in"}},
};

}  // namespace
}  // namespace weft
