#include "weft/explorer/unmodified/threads.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>

#include "weft/explorer/kernel/process.h"
#include "weft/explorer/unmodified/remarks.h"
#include "weft/explorer/unmodified/thread_exit.h"
#include "weft/primitives/moments.h"

namespace weft::unmodified {
namespace {

/// "thread:12", after the line that started it.
std::string name_of(kernel::Location started) {
  return kernel::telling() ? "thread:" + std::to_string(started.line) : std::string();
}

}  // namespace

Thread::Thread(Function function, void* argument, bool is_detached, kernel::Location started)
    : detached(is_detached),
      name_{"thread", {}, started},
      function_(function),
      argument_(argument) {}

void Thread::run(pthread_t& handle) {
  handle = handle_ = pthread_self();
  try {
    result_ = function_(argument_);
  } catch (const kernel::LeavesGoroutine&) {
  }
  run_exit_functions();
  const kernel::OwnCode own;
  const kernel::AlternativeId end =
      kernel::declare(kernel::Alternative{}.write(done_, kernel::Sync::release, +1));
  kernel::perform(end, "end of", name_, {});
}

void Threads::start(Thread::Function function, void* argument, bool detached, pthread_t& handle,
                    const Caller& /*caller*/) {
  remarks().started_thread();
  const kernel::Location place = told_place();
  Thread& thread = threads_.emplace_back(function, argument, detached, place);
  kernel::spawn([&thread, &handle] { thread.run(handle); }, {.name = name_of(place), .at = place});
}

int Threads::join(pthread_t handle, Wait wait, Time deadline, void** result, const Caller& caller) {
  if (handle == pthread_self()) return EDEADLK;
  Thread* const thread = find(handle);
  if (thread == nullptr) return ESRCH;
  if (thread->detached) return EINVAL;
  using kernel::Test;
  kernel::Alternative runs =
      kernel::Alternative{}.when(thread->done(), Test::zero).read(thread->done());
  const std::array ways = {
      kernel::declare(kernel::Alternative{}
                          .when(thread->done(), Test::positive)
                          .read(thread->done(), kernel::Sync::acquire)),
      kernel::declare(wait == Wait::until ? moments().not_before(deadline, runs) : runs)};
  const std::size_t count = wait == Wait::for_ever ? 1 : 2;
  if (kernel::perform(std::span(ways).first(count), "join", thread->name(), caller.site()) != 0) {
    if (wait == Wait::not_at_all) return EBUSY;
    moments().waited_until(deadline);
    return ETIMEDOUT;
  }
  thread->detached = true;
  if (result != nullptr) *result = thread->result();
  return 0;
}

Thread* Threads::find(pthread_t handle) {
  const auto found = std::ranges::find(threads_, handle, &Thread::handle);
  return found == threads_.end() ? nullptr : &*found;
}

}  // namespace weft::unmodified
