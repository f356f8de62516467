// oneTBB's unbounded queue; all that synchronises is in its headers.
#include <oneapi/tbb/concurrent_queue.h>
#include <cassert>
#include <thread>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

void run() {
  tbb::concurrent_queue<int> queue;
  std::thread producer([&] { queue.push(1); });
  queue.push(2);
  int item = 0;
  const bool there = queue.try_pop(item);
  assert(there);
  producer.join();
  int other = 0;
  const bool other_there = queue.try_pop(other);
  assert(other_there);
  assert(item + other == 3);
}

const weft::real_code::RegisteredStructure registered{
    {"tbb_concurrent_queue", "tbb::concurrent_queue",
     "of two producers, no item is lost or doubled", run},
    WEFT_THIS_MUTANT};

}  // namespace
