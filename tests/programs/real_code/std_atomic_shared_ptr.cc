// libstdc++'s std::atomic<std::shared_ptr>. In GCC 12 its load() gives its lock bit back by a
// relaxed operation: a race by the memory model of C++, harmless on x86.
#include <atomic>
#include <cassert>
#include <memory>
#include <thread>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

void run() {
  std::atomic<std::shared_ptr<int>> config(std::make_shared<int>(1));
  std::thread reader([&] {
    const std::shared_ptr<int> seen = config.load();
    assert(*seen == 1 || *seen == 2);
  });
  config.store(std::make_shared<int>(2));
  reader.join();
  assert(*config.load() == 2);
}

const weft::real_code::RegisteredStructure registered{
    {"std_atomic_shared_ptr", "std::atomic<std::shared_ptr> of libstdc++",
     "a reader gets the old value or the new one, whole and alive; but load() unlocks "
     "with a relaxed store, and nothing orders its read before the next write",
     run, "data-race"},
    WEFT_THIS_MUTANT};

}  // namespace
