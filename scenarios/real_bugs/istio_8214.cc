// Istio 8214: a cache counts writes by atomic adds, and copies its statistics as plain memory. The
// fix counts under the cache's lock, and copies under it too.
//
// A word that is both: whoever adds or loads atomically is in order with others who do, and races
// with plain reads; so it is a plain variable beside an atomic one, touched together.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

/// A word for atomic operations that may be read plainly as well.
struct Word {
  Mutex instruction{"lock prefix"};  // atomic operations are in order with each other
  Shared<int> value{0, "stats.writes"};

  void atomic_add() {
    std::scoped_lock atomically(instruction);
    value = value + 1;
  }
};

struct Cache {
  RWMutex mu{"cache"};
  Word writes;

  void set(bool fixed) {
    if (!fixed) return writes.atomic_add();
    std::scoped_lock lock(mu);
    writes.value = writes.value + 1;
  }
  int stats(bool fixed) {
    if (!fixed) return writes.value;
    std::shared_lock lock(mu);
    return writes.value;
  }
};

void run(bool fixed) {
  Cache cache;
  WaitGroup users("users");
  for (int i = 0; i < 2; ++i) {
    users.go([&] {
      cache.set(fixed);
      (void)cache.stats(fixed);
    });
  }
  users.wait();
}

const RegisteredBug registered{{"istio_8214", [] { run(false); }, [] { run(true); },
                                kind::kDataRace, "Statistics added atomically and read plainly"}};

}  // namespace
}  // namespace weft
