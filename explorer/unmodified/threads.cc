#include "weft/explorer/unmodified/threads.h"

#include <algorithm>
#include <string>

#include "weft/explorer/kernel/process.h"
#include "weft/explorer/unmodified/thread_exit.h"

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
  } catch (const LeavesThread&) {
  }
  run_exit_functions();
  const kernel::OwnCode own;
  const kernel::AlternativeId end =
      kernel::declare(kernel::Alternative{}.write(done_, kernel::Sync::release, +1));
  kernel::perform(end, "end of", name_, {});
}

void Threads::start(Thread::Function function, void* argument, bool detached, pthread_t& handle,
                    const Caller& /*caller*/) {
  const kernel::Location place = told_place();
  Thread& thread = threads_.emplace_back(function, argument, detached, place);
  kernel::spawn([&thread, &handle] { thread.run(handle); }, {.name = name_of(place), .at = place});
}

Thread* Threads::find(pthread_t handle) {
  const auto found = std::ranges::find(threads_, handle, &Thread::handle);
  return found == threads_.end() ? nullptr : &*found;
}

}  // namespace weft::unmodified
