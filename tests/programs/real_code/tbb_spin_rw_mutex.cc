// oneTBB's reader-writer spin lock.
#include <oneapi/tbb/spin_rw_mutex.h>
#include <cassert>
#include <thread>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

void run() {
  tbb::spin_rw_mutex mutex;
  int x = 0;
  int y = 0;
  const auto write = [&] {
    const tbb::spin_rw_mutex::scoped_lock lock(mutex, true);
    ++x;
    ++y;
  };
  std::thread writer(write);
  std::thread reader([&] {
    const tbb::spin_rw_mutex::scoped_lock lock(mutex, false);
    assert(x == y);
  });
  writer.join();
  reader.join();
  assert(x == 1);
}

const weft::real_code::RegisteredStructure registered{
    {"tbb_spin_rw_mutex", "tbb::spin_rw_mutex", "a writer and a reader exclude each other", run},
    WEFT_THIS_MUTANT};

}  // namespace
