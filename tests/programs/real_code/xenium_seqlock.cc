// xenium's sequence lock, of one slot: readers try again when a writer came between.
#include <cassert>
#include <cstdint>
#include <thread>
#include <xenium/seqlock.hpp>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

struct Pair {
  std::uint64_t a = 0;
  std::uint64_t b = 0;
};

void run() {
  xenium::seqlock<Pair> pair;
  pair.store({0, 0});
  std::thread writer([&] {
    pair.store({1, 1});
    pair.store({2, 2});
  });
  std::uint64_t before = 0;
  for (int round = 0; round < 2; ++round) {
    const Pair seen = pair.load();
    assert(seen.a == seen.b);
    assert(seen.a >= before);
    before = seen.a;
  }
  writer.join();
}

const weft::real_code::RegisteredStructure registered{
    {"xenium_seqlock", "xenium::seqlock, one slot",
     "two reads beside two writes see whole values, none older than the last", run},
    WEFT_THIS_MUTANT};

}  // namespace
