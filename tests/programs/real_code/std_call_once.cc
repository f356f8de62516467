// libstdc++'s std::call_once when the function throws: somebody else tries again.
#include <cassert>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

void run() {
  std::once_flag once;
  int calls = 0;
  int caught = 0;
  bool ready = false;
  const auto init = [&] {
    if (++calls == 1) throw std::runtime_error("not today");
    ready = true;
  };
  const auto use = [&] {
    try {
      std::call_once(once, init);
      assert(ready);
    } catch (const std::runtime_error&) {
      ++caught;
    }
  };
  std::thread one(use);
  std::thread two(use);
  one.join();
  two.join();
  assert(calls == 2);
  assert(caught == 1);
  assert(ready);
}

const weft::real_code::RegisteredStructure registered{
    {"std_call_once", "std::call_once of libstdc++, with an exception",
     "who throws leaves it to the other, and only one succeeds", run},
    WEFT_THIS_MUTANT};

}  // namespace
