#include "weft/explorer/kernel/outside.h"

#include <sys/syscall.h>
#include <unistd.h>

#include "weft/explorer/kernel/world.h"

namespace weft::kernel {
namespace {

// There is nothing else that a signal handler of a foreign thread could find.
constinit std::atomic<Outside*> latest = nullptr;

// Not gettid(): a scenario that asks for it is warned.
pid_t this_thread() {
  return static_cast<pid_t>(syscall(SYS_gettid));
}

}  // namespace

bool break_outside(Outside& broken) {
  Outside* none = nullptr;
  return latest.compare_exchange_strong(none, &broken, std::memory_order_acq_rel);
}

Outside* broken_outside() {
  Outside* const broken = latest.load(std::memory_order_acquire);
  return broken != nullptr && broken->origin.searcher == this_thread() ? broken : nullptr;
}

void let_go(Outside& broken) {
  latest.store(nullptr, std::memory_order_release);
  broken.noted.store(true, std::memory_order_release);
}

Origin World::origin() const {
  return {.searcher = this_thread(), .starter = running_, .run = runs_};
}

}  // namespace weft::kernel
