// xenium's queue of many producers and consumers (Michael and Scott's), whose nodes are given back
// when no hazard pointer protects them.
#include <cassert>
#include <thread>
#include <xenium/michael_scott_queue.hpp>
#include <xenium/reclamation/hazard_pointer.hpp>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

using Reclaimer = xenium::reclamation::hazard_pointer<>::with<xenium::policy::allocation_strategy<
    xenium::reclamation::hp_allocation::static_strategy<2, 0, 0>>>;

void run() {
  xenium::michael_scott_queue<int, xenium::policy::reclaimer<Reclaimer>> queue;
  std::thread producer([&] {
    queue.push(1);
    queue.push(2);
  });
  int expected = 1;
  int item = 0;
  if (queue.try_pop(item)) {
    assert(item == expected);
    ++expected;
  }
  producer.join();
  while (queue.try_pop(item)) {
    assert(item == expected);
    ++expected;
  }
  assert(expected == 3);
}

const weft::real_code::RegisteredStructure registered{
    {"xenium_michael_scott_queue", "xenium::michael_scott_queue with hazard pointers",
     "a producer's two items arrive in order, no node is used after it was freed", run},
    WEFT_THIS_MUTANT};

}  // namespace
