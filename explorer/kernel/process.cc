#include "weft/explorer/kernel/process.h"

#include "weft/explorer/kernel/check.h"

#if defined(__x86_64__)
#include <asm/prctl.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace weft::kernel {
namespace {

constinit Process* shared = nullptr;

#if defined(__x86_64__)
/// Whether the kernel lets programs write the register themselves: ten times as fast as asking.
bool writes_itself() {
  constexpr unsigned long kFsGsBase = 1UL << 1;
  static const bool yes = (getauxval(AT_HWCAP2) & kFsGsBase) != 0;
  return yes;
}
#endif

}  // namespace

constinit thread_local bool scenario_code = false;
constinit thread_local const void* callers_frame = nullptr;

void use_process(Process& process) {
  shared = &process;
}
Process* process() {
  return shared;
}

// The first word of a thread's control block is its own address.
void* thread_pointer() {
  return __builtin_thread_pointer();
}

#if defined(__x86_64__)
void set_thread_pointer(void* pointer) {
  if (writes_itself()) {
    asm volatile("wrfsbase %0" : : "r"(pointer) : "memory");
  } else {
    syscall(SYS_arch_prctl, ARCH_SET_FS, pointer);
  }
}
#else
void set_thread_pointer(void* /*pointer*/) {
  WEFT_CHECK(false, "threads of goroutines need an x86-64");
}
#endif

}  // namespace weft::kernel
