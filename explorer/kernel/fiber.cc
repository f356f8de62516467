#include "weft/explorer/kernel/fiber.h"

#include <cxxabi.h>

#include <algorithm>
#include <boost/context/detail/fcontext.hpp>
#include <cstring>

#include "weft/explorer/kernel/address_sanitizer.h"
#include "weft/explorer/kernel/fingerprint.h"
#include "weft/explorer/kernel/process.h"

#ifdef WEFT_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

namespace weft::kernel {
namespace {

namespace context = boost::context::detail;

}  // namespace

struct Fiber::Trampoline {
  struct Passage {
    Fiber* from;
    Fiber* to;
  };

  /// On the stack just reached: note where the other one stopped.
  static void arrived(context::transfer_t transfer) {
    const auto& passage = *static_cast<Passage*>(transfer.data);
    passage.from->context_ = transfer.fctx;
#ifdef WEFT_ADDRESS_SANITIZER
    const void* bottom = nullptr;
    std::size_t size = 0;
    __sanitizer_finish_switch_fiber(passage.to->sanitizer_mark_, &bottom, &size);
    // The thread's own stack is learned when it is first left.
    if (passage.from->memory_.bottom == nullptr) {
      passage.from->memory_ = {static_cast<char*>(const_cast<void*>(bottom)), size};
    }
#endif
  }

  static void begin(context::transfer_t transfer) {
    Fiber* const self = static_cast<Passage*>(transfer.data)->to;
    arrived(transfer);
    self->entry_(self->argument_);
    __builtin_trap();
  }
};

void Fiber::prepare(StackMemory memory, Entry entry, void* argument, bool scrub) {
#ifdef WEFT_ADDRESS_SANITIZER
  __asan_unpoison_memory_region(memory.bottom, memory.size);
#endif
  // What earlier runs left behind must not decide what a fingerprint says, nor what is read or
  // overwritten before it is initialised.
  if (scrub) {
    const std::size_t top = std::min(kScrubbedBytes, memory.size);
    std::memset(memory.bottom + memory.size - top, 0, top);
  }
  memory_ = memory;
  entry_ = entry;
  argument_ = argument;
  exceptions_[0] = exceptions_[1] = nullptr;
  sanitizer_mark_ = nullptr;
  context_ = context::make_fcontext(memory.bottom + memory.size, memory.size, &Trampoline::begin);
}

void Fiber::is_this_thread() {
  exceptions_of_thread_ = abi::__cxa_get_globals();
}

void Fiber::jump(Fiber& from, Fiber& to, [[maybe_unused]] bool last) {
  if (to.thread_ == from.thread_) {
    // std::uncaught_exceptions() and `throw;` go by these two words, which belong to the thread.
    void* const globals = to.exceptions_of_thread_ = from.exceptions_of_thread_;
    std::memcpy(from.exceptions_, globals, sizeof from.exceptions_);
    std::memcpy(globals, to.exceptions_, sizeof to.exceptions_);
  } else {
    set_thread_pointer(to.thread_);
  }
#ifdef WEFT_ADDRESS_SANITIZER
  __sanitizer_start_switch_fiber(last ? nullptr : &from.sanitizer_mark_, to.memory_.bottom,
                                 to.memory_.size);
#endif
  Trampoline::Passage passage{&from, &to};
  Trampoline::arrived(context::jump_fcontext(to.context_, &passage));
}

}  // namespace weft::kernel
