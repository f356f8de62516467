// Functions that ask what is not part of the scenario: chance, and who is running it. The sequences
// of rand() and its like are made the scenario's own; what comes from outside is named.
#include <sys/random.h>
#include <unistd.h>

#include <cstdlib>
#include <random>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/remarks.h"

namespace weft::unmodified {
namespace {

/// A sequence for each thread: the order in which threads draw is nothing to explore. Each begins
/// anew in every execution.
class Sequences final : public kernel::PerExecution {
 public:
  void seed(unsigned value) { mine().seed(value); }
  long next() { return static_cast<long>(mine()() & 0x7FFFFFFF); }

 private:
  std::minstd_rand& mine() {
    const std::size_t me = index(kernel::self());
    while (sequences_.size() <= me) {
      sequences_.emplace_back(static_cast<unsigned>(sequences_.size()) + 1);
    }
    return sequences_[me];
  }
  std::vector<std::minstd_rand> sequences_;
};

Sequences& sequences() {
  return kernel::per_execution<Sequences>();
}

}  // namespace

#define WEFT_DRAWS(result, name)                    \
  WEFT_INTERPOSE(result, name, ()) {                \
    if (!inside()) return real_##name();            \
    const kernel::OwnCode own;                      \
    return static_cast<result>(sequences().next()); \
  }
#define WEFT_SEEDS(name)                         \
  WEFT_INTERPOSE(void, name, (unsigned value)) { \
    if (!inside()) return real_##name(value);    \
    const kernel::OwnCode own;                   \
    sequences().seed(value);                     \
  }
WEFT_DRAWS(int, rand)
WEFT_DRAWS(long, random)
WEFT_SEEDS(srand)
WEFT_SEEDS(srandom)

#define WEFT_ASKS(result, name, parameters, arguments, called) \
  WEFT_INTERPOSE(result, name, parameters) {                   \
    if (inside()) {                                            \
      const kernel::OwnCode own;                               \
      remarks().asked(called);                                 \
      return real_##name arguments;                            \
    }                                                          \
    return real_##name arguments;                              \
  }

WEFT_ASKS(std::random_device::result_type, _ZNSt13random_device9_M_getvalEv,
          (std::random_device * self), (self), "std::random_device")
WEFT_ASKS(ssize_t, getrandom, (void* to, std::size_t size, unsigned flags), (to, size, flags),
          "getrandom")
WEFT_ASKS(int, getentropy, (void* to, std::size_t size), (to, size), "getentropy")
WEFT_ASKS(double, drand48, (), (), "drand48")
WEFT_ASKS(long, lrand48, (), (), "lrand48")
WEFT_ASKS(long, mrand48, (), (), "mrand48")
WEFT_ASKS(pid_t, getpid, (), (), "getpid")
WEFT_ASKS(pid_t, getppid, (), (), "getppid")
WEFT_ASKS(pid_t, gettid, (), (), "gettid")

}  // namespace weft::unmodified
