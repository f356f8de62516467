#include "weft/primitives/semaphore.h"

#include <span>

#include "weft/primitives/defer.h"
#include "weft/primitives/panic.h"
#include "weft/primitives/select_cases.h"

namespace weft {
namespace {

/// A scope in which the mutex is held, with the caller's place.
class Holding {
 public:
  Holding(Mutex& mu, Location at) : mu_(mu), at_(at) { mu_.lock(at_); }
  Holding(const Holding&) = delete;
  Holding& operator=(const Holding&) = delete;
  ~Holding() { mu_.unlock(at_); }

 private:
  Mutex& mu_;
  Location at_;
};

}  // namespace

struct Semaphore::Waiter {
  Waiter(std::int64_t wanted, Location at) : n(wanted), ready("ready", at) {}
  std::int64_t n;
  Chan<Unit> ready;
  bool served = false;
};

Semaphore::Semaphore(std::int64_t size, std::string_view name, Location at)
    : size_(size), mu_(name, at) {}

Error Semaphore::acquire(const Context& ctx, std::int64_t n, Location at) {
  std::shared_ptr<Waiter> me;
  {
    const Holding hold(mu_, at);
    if (Error done = ctx.err(at)) return done;
    if (fits(n) && queue_.empty()) {
      taken_ += n;
      return nullptr;
    }
    if (n <= size_) {
      me = std::make_shared<Waiter>(n, at);
      queue_.push_back(me);
    }
  }
  if (me == nullptr) {
    const RecvChan<Unit> done = ctx.done();
    if (done == nullptr) {
      kernel::perform(std::span<const kernel::AlternativeId>(), "acquire more than all of",
                      mu_.name(), at);
    }
    done.recv(at);
    return ctx.err(at);
  }
  if (select(recv(ctx.done()), recv(me->ready), at) == 0) return give_up(me, ctx.err(at), at);
  Error done = ctx.err(at);
  if (done) release(n, at);  // served, but too late
  return done;
}

Error Semaphore::give_up(const std::shared_ptr<Waiter>& waiter, Error why, Location at) {
  const Holding hold(mu_, at);
  if (waiter->served) {
    taken_ -= waiter->n;
  } else {
    queue_.remove(waiter);
  }
  serve(at);  // who stood behind may fit now
  return why;
}

bool Semaphore::try_acquire(std::int64_t n, Location at) {
  const Holding hold(mu_, at);
  if (!fits(n) || !queue_.empty()) return false;
  taken_ += n;
  return true;
}

void Semaphore::release(std::int64_t n, Location at) {
  const Holding hold(mu_, at);
  if (taken_ < n) panic("semaphore: released more than held");
  taken_ -= n;
  serve(at);
}

/// In order; the first that does not fit holds up the rest.
void Semaphore::serve(Location at) {
  while (!queue_.empty() && fits(queue_.front()->n)) {
    const std::shared_ptr<Waiter> next = queue_.front();
    queue_.pop_front();
    taken_ += next->n;
    next->served = true;
    next->ready.close(at);
  }
}

}  // namespace weft
