// Boost.Lockfree's ring of one producer and one consumer.
#include <boost/lockfree/spsc_queue.hpp>
#include <cassert>
#include <thread>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

void run() {
  boost::lockfree::spsc_queue<int, boost::lockfree::capacity<1>> queue;
  std::thread producer([&] {
    for (const int item : {1, 2, 3}) {
      while (!queue.push(item)) std::this_thread::yield();
    }
  });
  for (const int expected : {1, 2, 3}) {
    int item = 0;
    while (!queue.pop(item)) std::this_thread::yield();
    assert(item == expected);
  }
  producer.join();
  assert(queue.read_available() == 0);
}

const weft::real_code::RegisteredStructure registered{
    {"boost_spsc_queue", "boost::lockfree::spsc_queue, capacity 1",
     "three items arrive in order, and without a race", run},
    WEFT_THIS_MUTANT};

}  // namespace
