// What each execution finds of the process, and leaves behind in it.
#include "weft/explorer/kernel/process.h"

#include <sys/single_threaded.h>

#include "weft/explorer/kernel/user_calls.h"
#include "weft/explorer/unmodified/memory.h"
#include "weft/explorer/unmodified/remarks.h"
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
    unmodified::remarks().begin_execution();
  }
  void* thread(std::size_t n) override { return threads_.fresh(n); }
  void thread_ends() override { run_exit_functions(); }
  void end_execution() override {
    unmodified::remarks().end_execution(memory().seen_by_threads());
    memory().end_execution();
  }
  [[nodiscard]] std::vector<std::string> remarks() const override {
    return unmodified::remarks().all();
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

}  // namespace weft::unmodified
