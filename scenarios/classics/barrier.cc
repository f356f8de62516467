// A barrier that is used again: nobody begins a round before all have finished the one before.
#include <array>
#include <mutex>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

constexpr int kParties = 2;
constexpr int kRounds = 2;

/// GOOD: waits until the round is over, which a later round does not take back.
class Barrier {
 public:
  void arrive() {
    std::scoped_lock lock(mu_);
    const int mine = round_.load();
    arrived_.update([](int& n) { ++n; });
    if (arrived_.load() == kParties) {
      arrived_.store(0);
      round_.store(mine + 1);
      all_here_.broadcast();
    }
    while (round_.load() == mine) all_here_.wait();
  }

 private:
  Mutex mu_{"mu"};
  Cond all_here_{mu_, "all here"};
  Shared<int> arrived_{0, "arrived"};
  Shared<int> round_{0, "round"};
};

/// BAD: waits until the count is zero again. Who is fast may be back, and counted, before who is
/// slow has looked.
class HastyBarrier {
 public:
  void arrive() {
    std::scoped_lock lock(mu_);
    arrived_.update([](int& n) { ++n; });
    if (arrived_.load() == kParties) {
      arrived_.store(0);
      all_here_.broadcast();
    }
    while (arrived_.load() != 0) all_here_.wait();
  }

 private:
  Mutex mu_{"mu"};
  Cond all_here_{mu_, "all here"};
  Shared<int> arrived_{0, "arrived"};
};

template <typename Kind>
void run_rounds() {
  Kind barrier;
  std::array progress{Atomic<int>(0, "progress 0"), Atomic<int>(0, "progress 1")};
  WaitGroup all("all");
  for (std::size_t me = 0; me < kParties; ++me) {
    all.go([&, me] {
      for (int round = 1; round <= kRounds; ++round) {
        progress.at(me).store(round);
        barrier.arrive();
        expect(progress.at(1 - me).load() >= round, "the other one as far");
      }
    });
  }
  all.wait();
}

const Registered registered[] = {
    Registered{{.name = "classics/barrier/bad_reused",
                .body = run_rounds<HastyBarrier>,
                .expects = kind::kDeadlock,
                .summary = "A barrier that mixes up its rounds when it is used again"}},
    Registered{{.name = "classics/barrier/rounds",
                .body = run_rounds<Barrier>,
                .summary = "A barrier that counts its rounds"}},
};

}  // namespace
}  // namespace weft
