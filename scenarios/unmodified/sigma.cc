// sigma (SV-COMP): each thread fills the slot whose index its creator counts up before it starts
// it; by then the creator may have counted further. The fix hands the index over.
#include <cassert>
#include <numeric>
#include <thread>
#include <vector>

namespace unmodified::sigma {
namespace {

constexpr int kThreads = 3;

std::vector<int> slots;
int index = -1;

void start(bool hands_over) {
  slots.assign(kThreads, 0);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    ++index;
    if (hands_over) {
      threads.emplace_back([i] { slots[i] = 1; });
    } else {
      threads.emplace_back([] { slots[index] = 1; });
    }
  }
  for (std::thread& thread : threads) thread.join();
  assert(std::accumulate(slots.begin(), slots.end(), 0) == kThreads);
}

}  // namespace

void bad() {
  start(false);
}
void fixed() {
  start(true);
}

}  // namespace unmodified::sigma
