// etcd 9446: resetting a transaction's buffer empties its map while a read looks something up. The
// fix holds the read transaction's lock around the reset.
#include <map>

#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct TxBuffer {
  using Buckets = std::map<int, int>;
  Mutex read_tx{"read_tx"};
  Shared<Buckets> buckets{Buckets{{1, 2}}, "buckets"};

  void reset() {
    buckets.update([](Buckets& all) { all.clear(); });
  }
  [[nodiscard]] bool contains(int key) const { return buckets.load().contains(key); }
};

void run(bool fixed) {
  TxBuffer buffer;
  WaitGroup both("both");
  both.go([&] {
    std::unique_lock lock(buffer.read_tx, std::defer_lock);
    if (fixed) lock.lock();
    buffer.reset();
  });
  both.go([&] {
    std::unique_lock lock(buffer.read_tx, std::defer_lock);
    if (fixed) lock.lock();
    (void)buffer.contains(1);
  });
  both.wait();
}

const RegisteredBug registered{{"etcd_9446", [] { run(false); }, [] { run(true); }, kind::kDataRace,
                                "A map emptied while somebody looks into it"}};

}  // namespace
}  // namespace weft
