// token ring (SCTBench): each of three threads copies its neighbour's value, the first adds one. A
// fourth claims that they are equal when all have had a turn; that depends on whose turn came
// first.
#include <cassert>
#include <mutex>
#include <thread>

namespace unmodified::token_ring {
namespace {

struct Ring {
  std::mutex mutex;
  int x1 = 1;
  int x2 = 2;
  int x3 = 1;
  int turns = 0;

  void one() {
    const std::lock_guard lock(mutex);
    x1 = (x3 + 1) % 4;
    ++turns;
  }
  void two() {
    const std::lock_guard lock(mutex);
    x2 = x1;
    ++turns;
  }
  void three() {
    const std::lock_guard lock(mutex);
    x3 = x2;
    ++turns;
  }
  void check() {
    const std::lock_guard lock(mutex);
    if (turns == 3) assert(x1 == x2 && x2 == x3);
  }
};

}  // namespace

void bad() {
  Ring ring;
  std::thread one(&Ring::one, &ring);
  std::thread two(&Ring::two, &ring);
  std::thread three(&Ring::three, &ring);
  std::thread four(&Ring::check, &ring);
  for (std::thread* thread : {&one, &two, &three, &four}) thread->join();
}

void fixed() {
  Ring ring;
  std::thread four(&Ring::check, &ring);
  std::thread ordered([&] {
    std::thread(&Ring::one, &ring).join();
    std::thread(&Ring::two, &ring).join();
    std::thread(&Ring::three, &ring).join();
  });
  four.join();
  ordered.join();
}

}  // namespace unmodified::token_ring
