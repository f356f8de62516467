// What each execution finds of the process, and leaves behind in it.
#include "weft/explorer/kernel/process.h"

#include <sys/single_threaded.h>

#include "weft/explorer/kernel/user_calls.h"
#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/memory.h"
#include "weft/explorer/unmodified/thread_exit.h"
#include "weft/explorer/unmodified/thread_pool.h"

namespace weft::unmodified {
namespace {

class TheProcess final : public kernel::Process {
 public:
  // shared_ptr counts plainly while the C library knows of one thread only.
  void begin_execution() override {
    __libc_single_threaded = 0;
    memory().begin_execution();
  }
  void* thread(std::size_t n) override { return threads_.fresh(n); }
  void thread_ends() override { run_exit_functions(); }
  void end_execution() override { memory().end_execution(); }
  void leave_alone(const void* begin, std::size_t size) override {
    left_alone = {begin, static_cast<const char*>(begin) + size};
  }

 private:
  ThreadPool threads_;
};

[[gnu::constructor]] void take_part() {
  static TheProcess& the_process = *new TheProcess;  // threads may outlive everything
  kernel::use_process(the_process);
  (void)stack_here();  // the first time takes more stack than a goroutine may have
}

}  // namespace

constinit LeftAlone left_alone;

}  // namespace weft::unmodified
