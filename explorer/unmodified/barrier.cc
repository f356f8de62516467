#include "weft/explorer/unmodified/barrier.h"

#include <pthread.h>

#include "weft/explorer/unmodified/interpose.h"

namespace weft::unmodified {
namespace {

using kernel::Alternative;
using kernel::Sync;
using kernel::Test;

class Arrive final : public kernel::Operation {
 public:
  Arrive(std::span<const kernel::AlternativeId> ways, const kernel::Name& object,
         kernel::Location at, kernel::ResourceId rounds)
      : Operation(ways, "arrive at", object, at), rounds_(rounds) {}
  void execute(kernel::Step& /*step*/) override { round_ = kernel::count(rounds_); }
  [[nodiscard]] std::int32_t round() const { return round_; }

 private:
  kernel::ResourceId rounds_;
  std::int32_t round_ = 0;
};

}  // namespace

Barrier::Barrier(unsigned count) : AnObject(kKind, "barrier") {
  const int last = static_cast<int>(count) - 1;
  arrive_ = {kernel::declare(
                 Alternative{}.when(arrived_, Test::below, last).write(arrived_, Sync::both, +1)),
             kernel::declare(Alternative{}
                                 .when(arrived_, Test::equal, last)
                                 .write(arrived_, Sync::both, -last)
                                 .write(rounds_, Sync::release, -1))};
}

bool Barrier::wait(const Caller& caller) {
  Arrive arrive(arrive_, name(), caller.site(), rounds_);
  kernel::perform(arrive);
  if (arrive.taken() == 1) return true;
  const auto next = kernel::declare(
      Alternative{}.when(rounds_, Test::below, arrive.round()).read(rounds_, Sync::acquire));
  kernel::perform(next, "wait at", name(), caller.site());
  return false;
}

WEFT_INTERPOSE(int, pthread_barrier_init,
               (pthread_barrier_t * barrier, const pthread_barrierattr_t* attributes,
                unsigned count)) {
  const int failed = real_pthread_barrier_init(barrier, attributes, count);
  if (!inside() || failed != 0) return failed;
  const kernel::OwnCode own;
  objects().init<Barrier>(barrier, count);
  return 0;
}

WEFT_INTERPOSE(int, pthread_barrier_destroy, (pthread_barrier_t * barrier)) {
  if (!inside()) return real_pthread_barrier_destroy(barrier);
  const kernel::OwnCode own;
  objects().forget(barrier);
  return 0;
}

WEFT_INTERPOSE(int, pthread_barrier_wait, (pthread_barrier_t * barrier)) {
  if (!inside()) return real_pthread_barrier_wait(barrier);
  // Where glibc keeps the count, for one that was initialised before the scenario began.
  constexpr std::size_t kCount = 2;
  const kernel::OwnCode own;
  const unsigned count = reinterpret_cast<const unsigned*>(barrier)[kCount];
  const bool last = objects().at<Barrier>(barrier, count).wait(WEFT_CALLER);
  return last ? PTHREAD_BARRIER_SERIAL_THREAD : 0;
}

}  // namespace weft::unmodified
