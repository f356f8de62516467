// Boost.Lockfree's stack (Treiber's), with nodes from a fixed pool.
#include <boost/lockfree/stack.hpp>
#include <cassert>
#include <thread>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

void run() {
  boost::lockfree::stack<int, boost::lockfree::capacity<2>> stack;
  int popped[2] = {0, 0};
  const auto push_and_pop = [&](int me) {
    const bool fits = stack.push(me + 1);
    assert(fits);
    const bool there = stack.pop(popped[me]);
    assert(there);
  };
  std::thread one(push_and_pop, 0);
  std::thread two(push_and_pop, 1);
  one.join();
  two.join();
  assert(popped[0] + popped[1] == 3);
  assert(stack.empty());
}

const weft::real_code::RegisteredStructure registered{
    {"boost_stack", "boost::lockfree::stack, capacity 2",
     "two threads push one item each and pop one each: they get one each; but a node is made "
     "anew while a thread that comes too late still reads it",
     run, "data-race"},
    WEFT_THIS_MUTANT};

}  // namespace
