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
  queue.push(1);
  queue.push(2);
  int other = 0;
  std::thread consumer([&] {
    const bool there = queue.try_pop(other);
    assert(there);
  });
  int item = 0;
  const bool there = queue.try_pop(item);
  assert(there);
  consumer.join();
  assert(item + other == 3);
}

const weft::real_code::RegisteredStructure registered{
    {"xenium_michael_scott_queue", "xenium::michael_scott_queue with hazard pointers",
     "two consumers get one of two items each, no node is used after it was freed", run},
    WEFT_THIS_MUTANT};

}  // namespace
