// What executions share that is not the explorer's: the process they run in.
//
// A scenario of goroutines and primitives needs nothing of it. One of threads, thread_local
// variables and plain memory (explorer/unmodified) does: each execution has to find the process as
// the one before did, and each goroutine has to be a thread to the C library.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace weft::kernel {

/// Whether the code that runs now is the scenario's own, and not the explorer's on its behalf.
/// Of the thread, or of the goroutine where goroutines are threads to the C library.
extern constinit thread_local bool scenario_code;

/// The frame of the function by which the scenario's code called the explorer's, if that function
/// said so and has kept all registers of its caller's there: what lies below is not the scenario's.
extern constinit thread_local const void* callers_frame;

/// A scope in which the explorer's code runs.
class OwnCode {
 public:
  OwnCode() : before_(scenario_code) { scenario_code = false; }
  OwnCode(const OwnCode&) = delete;
  OwnCode& operator=(const OwnCode&) = delete;
  ~OwnCode() {
    scenario_code = before_;
    if (before_) callers_frame = nullptr;
  }

 private:
  bool before_;
};

/// Wipes off what the explorer's calls have left below the caller's frame, if stacks are compared.
void leave_no_trace();

class Process {
 public:
  /// Before goroutine 0 of an execution is started.
  virtual void begin_execution() = 0;
  /// The thread pointer of the `n`-th goroutine, whose thread_local variables are as they are when
  /// a thread starts.
  virtual void* thread(std::size_t n) = 0;
  /// The running goroutine's function has returned; it may still perform operations.
  virtual void thread_ends() = 0;
  /// All that the execution has left is about to be forgotten: nobody runs any destructors.
  virtual void end_execution() = 0;
  /// What the last execution did that a search cannot answer for, for a person.
  [[nodiscard]] virtual std::vector<std::string> remarks() const = 0;

 protected:
  ~Process() = default;
};

/// The one that all executions use from now on; only one may run at a time then.
void use_process(Process& process);
/// Null if executions make no use of it.
[[nodiscard]] Process* process();

/// The thread pointer of the running thread.
[[nodiscard]] void* thread_pointer();
void set_thread_pointer(void* pointer);

/// Code that must see the thread_local variables of a thread that is not the goroutine's: a signal
/// handler's, for example. Null: stays where it is.
class OnThread {
 public:
  explicit OnThread(void* pointer) : before_(pointer == nullptr ? nullptr : thread_pointer()) {
    if (before_ != nullptr) set_thread_pointer(pointer);
  }
  OnThread(const OnThread&) = delete;
  OnThread& operator=(const OnThread&) = delete;
  ~OnThread() {
    if (before_ != nullptr) set_thread_pointer(before_);
  }

 private:
  void* before_;
};

}  // namespace weft::kernel
