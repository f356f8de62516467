// A stack of its own that can be left and come back to. Only fiber.cc knows Boost.Context and
// what the sanitizers want to hear about it.
#pragma once

#include <cstddef>

namespace weft::kernel {

/// Memory for one stack: [bottom, bottom + size), with guard pages some way below.
struct StackMemory {
  char* bottom = nullptr;
  std::size_t size = 0;
};

class Fiber {
 public:
  using Entry = void (*)(void*);

  /// Ready to run `entry(argument)` on `memory` when first jumped to. Whatever was on that stack
  /// before is forgotten, and with `scrub` wiped. `entry` must jump away for good instead of
  /// returning.
  void prepare(StackMemory memory, Entry entry, void* argument, bool scrub);

  /// Leaves `from`, which is running, and goes on in `to`. Returns when somebody jumps back.
  /// With `last`, nobody ever will.
  static void jump(Fiber& from, Fiber& to, bool last = false);

  /// It is what the calling thread runs now.
  void is_this_thread();

  /// It runs with the thread_local variables of this thread (see process.h); null: with those of
  /// whoever jumps to it.
  void thread(void* pointer) { thread_ = pointer; }
  [[nodiscard]] void* thread() const { return thread_; }

  [[nodiscard]] StackMemory stack() const { return memory_; }
  /// Where a debugger finds the registers of a fiber that is not running.
  [[nodiscard]] void* saved_context() const { return context_; }

 private:
  struct Trampoline;

  void* context_ = nullptr;
  StackMemory memory_;
  Entry entry_ = nullptr;
  void* argument_ = nullptr;
  void* thread_ = nullptr;
  void* exceptions_[2] = {nullptr, nullptr};  // the C++ runtime's, which is per thread
  void* exceptions_of_thread_ = nullptr;      // where the runtime keeps them while it runs
  void* sanitizer_mark_ = nullptr;
};

}  // namespace weft::kernel
