// Knative Serving 6472: a prober queues its probes and then adds to the counter of those that are
// pending, by plain code, while workers take them out and decrement it. The fix counts first.
//
// An atomic decrement is a plain one under a lock that only such decrements take.
#include <vector>

#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct State {
  Mutex instruction{"lock prefix"};
  Shared<int> pending{0, "pending"};

  void atomic_decrement() {
    std::scoped_lock atomically(instruction);
    pending = pending - 1;
  }
};

struct Prober {
  Mutex mu{"work_queue"};
  Shared<std::vector<State*>> items{{}, "items"};

  void push(State& state) {
    std::scoped_lock lock(mu);
    items.update([&](std::vector<State*>& all) { all.push_back(&state); });
  }
  State* pop() {
    std::scoped_lock lock(mu);
    std::vector<State*> all = items;
    if (all.empty()) return nullptr;
    State* const first = all.front();
    all.erase(all.begin());
    items = all;
    return first;
  }
  void work() {
    if (State* const state = pop(); state != nullptr) state->atomic_decrement();
  }
};

void run(bool fixed) {
  Prober prober;
  State old;
  State state;
  WaitGroup workers("workers");
  prober.push(old);
  for (int i = 0; i < 2; ++i) workers.go([&] { prober.work(); });
  if (fixed) state.pending = state.pending + 1;
  prober.push(state);
  if (!fixed) state.pending = state.pending + 1;
  workers.wait();
}

const RegisteredBug registered{{"serving_6472", [] { run(false); }, [] { run(true); },
                                kind::kDataRace, "Counted after it was handed over"}};

}  // namespace
}  // namespace weft
