// Maxim Egorushkin's atomic_queue, for elements that are not atomic.
#include <atomic_queue/atomic_queue.h>
#include <cassert>
#include <thread>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

void run() {
  atomic_queue::AtomicQueue2<int, 2, false, true> queue;
  std::thread one([&] { queue.push(1); });
  std::thread two([&] { queue.push(2); });
  const int first = queue.pop();
  const int second = queue.pop();
  one.join();
  two.join();
  assert(first + second == 3);
  assert(queue.was_empty());
}

const weft::real_code::RegisteredStructure registered{
    {"atomic_queue", "atomic_queue::AtomicQueue2, size 2",
     "two producers' items arrive, each once, without a race", run},
    WEFT_THIS_MUTANT};

}  // namespace
