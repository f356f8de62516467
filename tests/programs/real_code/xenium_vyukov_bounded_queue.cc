// xenium's queue of many producers and consumers in a ring (D. Vyukov's).
#include <cassert>
#include <thread>
#include <xenium/vyukov_bounded_queue.hpp>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

void run() {
  xenium::vyukov_bounded_queue<int> queue(2);
  const auto push = [&](int item) {
    const bool fits = queue.try_push(item);
    assert(fits);
  };
  std::thread one(push, 1);
  std::thread two(push, 2);
  int early = 0;
  int sum = queue.try_pop(early) ? early : 0;
  one.join();
  two.join();
  for (int item = 0; queue.try_pop(item);) sum += item;
  assert(sum == 3);
}

const weft::real_code::RegisteredStructure registered{
    {"xenium_vyukov_bounded_queue", "xenium::vyukov_bounded_queue, size 2",
     "of two producers and a consumer, no item is lost or doubled", run},
    WEFT_THIS_MUTANT};

}  // namespace
