#include "weft/explorer/explore/real_threads.h"

#include <pthread.h>

#include <algorithm>
#include <array>
#include <mutex>

#include "weft/explorer/explore/follow.h"
#include "weft/explorer/explore/redirected.h"
#include "weft/explorer/explore/started_threads.h"
#include "weft/explorer/kernel/file_and_line.h"
#include "weft/explorer/kernel/process.h"
#include "weft/explorer/kernel/user_calls.h"

namespace weft {
namespace {

struct Use {
  Stack stack;
  const char* what;
};

// What a redirected call finds: there is no other way to hand it anything. Calls are redirected for
// all threads, and noted for the one that asked.
constinit std::mutex one_at_a_time;
constinit thread_local std::vector<Use>* uses = nullptr;

constexpr const char* kMutex = "a real mutex is locked";
constexpr const char* kThread = "a real thread is started";

void note(const char* what) {
  constexpr std::size_t kMost = 256;
  static thread_local bool noting = false;  // who unwinds a stack may lock, too
  const kernel::World* const world = kernel::World::current_or_null();
  if (world == nullptr || world->self() == kernel::kNobody || uses == nullptr || noting) return;
  const kernel::OwnCode own;
  noting = true;
  if (uses->size() < kMost) uses->push_back({stack_here(), what});
  noting = false;
}

template <typename Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(original(name));
}

int lock(pthread_mutex_t* mutex) {
  note(kMutex);
  return real<decltype(pthread_mutex_lock)>("pthread_mutex_lock")(mutex);
}
int try_lock(pthread_mutex_t* mutex) {
  note(kMutex);
  return real<decltype(pthread_mutex_trylock)>("pthread_mutex_trylock")(mutex);
}
int read_lock(pthread_rwlock_t* mutex) {
  note(kMutex);
  return real<decltype(pthread_rwlock_rdlock)>("pthread_rwlock_rdlock")(mutex);
}
int write_lock(pthread_rwlock_t* mutex) {
  note(kMutex);
  return real<decltype(pthread_rwlock_wrlock)>("pthread_rwlock_wrlock")(mutex);
}
int create(pthread_t* thread, const pthread_attr_t* how, void* (*body)(void*), void* argument) {
  note(kThread);
  return start_guarded(thread, how, body, argument);
}

const std::array kLocks{
    Redirection{"pthread_mutex_lock", reinterpret_cast<void*>(&lock)},
    Redirection{"pthread_mutex_trylock", reinterpret_cast<void*>(&try_lock)},
    Redirection{"pthread_rwlock_rdlock", reinterpret_cast<void*>(&read_lock)},
    Redirection{"pthread_rwlock_wrlock", reinterpret_cast<void*>(&write_lock)},
};
const std::array kThreads{Redirection{"pthread_create", reinterpret_cast<void*>(&create)}};

/// While one lives, calls of the C library's locks and threads by goroutines are noticed. One at a
/// time: others wait. libstdc++ starts std::threads; what else it locks is its own business.
class Notices {
 public:
  Notices() : locks_((begin(), kLocks), false), threads_(kThreads, true) {}
  Notices(const Notices&) = delete;
  Notices& operator=(const Notices&) = delete;
  ~Notices() {
    uses = nullptr;
    one_at_a_time.unlock();
  }

 private:
  /// The list that is filled now, empty.
  static void begin() {
    static std::vector<Use> kept;
    one_at_a_time.lock();
    kept.clear();
    uses = &kept;
    (void)stack_here();  // the first time takes more stack than a goroutine may have
  }

  Redirected locks_;
  Redirected threads_;
};

}  // namespace

std::vector<std::string> real_threads_in(kernel::World& world, const kernel::Body& body) {
  const Notices notices;
  Follow usual({});
  (void)world.run(body, usual);
  std::vector<std::string> all;
  for (const Use& use : *uses) {
    const Place at = calling_place(use.stack);
    if (at.file.empty()) continue;
    std::string text = std::string(use.what) + " at " + file_and_line(at);
    if (std::ranges::find(all, text) == all.end()) all.push_back(std::move(text));
  }
  return all;
}

}  // namespace weft
