// xenium's left-right (Ramalhete and Correia): two copies, readers never wait for the writer.
#include <cassert>
#include <thread>
#include <xenium/left_right.hpp>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

struct Pair {
  int a = 0;
  int b = 0;
};

void run() {
  xenium::left_right<Pair> pair;
  const auto read = [&] {
    pair.read([](const Pair& seen) {
      assert(seen.a == seen.b);
      return seen.a;
    });
  };
  std::thread reader(read);
  pair.update([](Pair& both) {
    ++both.a;
    ++both.b;
  });
  reader.join();
  const int last = pair.read([](const Pair& seen) { return seen.a; });
  assert(last == 1);
}

const weft::real_code::RegisteredStructure registered{
    {"xenium_left_right", "xenium::left_right",
     "a reader beside an update sees a whole value, without a race", run},
    WEFT_THIS_MUTANT};

}  // namespace
