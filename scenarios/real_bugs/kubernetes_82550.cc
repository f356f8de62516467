// Kubernetes 82550: a credential provider makes its cache when it is first asked, without a lock.
// The fix makes it under a mutex.
//
// Two goroutines instead of ten.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Provider {
  Mutex mu{"mu"};
  Shared<int*> cache{nullptr, "cache"};
  int its_cache = 0;

  int* get(bool fixed) {
    std::unique_lock lock(mu, std::defer_lock);
    if (fixed) lock.lock();
    if (cache == nullptr) cache = &its_cache;
    return cache;
  }
};

void run(bool fixed) {
  Provider provider;
  for (int i = 0; i < 2; ++i) go("user", [&] { (void)provider.get(fixed); });
}

const RegisteredBug registered{{"kubernetes_82550", [] { run(false); }, [] { run(true); },
                                kind::kDataRace, "Made at first use, by everybody at once"}};

}  // namespace
}  // namespace weft
