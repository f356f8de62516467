// Boost.Lockfree's queue of many producers and consumers (Michael and Scott's), with nodes from a
// fixed pool.
#include <boost/lockfree/queue.hpp>
#include <cassert>
#include <thread>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

void run() {
  boost::lockfree::queue<int, boost::lockfree::capacity<2>> queue;
  std::thread one([&] {
    const bool fits = queue.push(1);
    assert(fits);
  });
  std::thread two([&] {
    const bool fits = queue.push(2);
    assert(fits);
  });
  int early = 0;
  queue.pop(early);
  one.join();
  two.join();
  int sum = early;
  for (int item = 0; queue.pop(item);) sum += item;
  assert(sum == 3);
}

const weft::real_code::RegisteredStructure registered{
    {"boost_queue", "boost::lockfree::queue, capacity 2",
     "of two producers and a consumer, no item is lost or doubled; but a node is made anew while a "
     "thread that comes too late still reads it",
     run, "data-race"},
    WEFT_THIS_MUTANT};

}  // namespace
