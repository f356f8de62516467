// What a scenario does to itself ends its execution, not the program: segmentation faults, aborts,
// arithmetic faults, overflown stacks, and goroutines that never come back.
#pragma once

#include <chrono>
#include <memory>

namespace weft {

class Watchdog;

/// While it lives, crashes, endless loops and ends of the program on the goroutines of worlds on
/// this thread become incidents of the running execution, and so do those on real threads that the
/// scenario has started. Crashes anywhere else go where they went before.
class CrashGuard {
 public:
  /// How long a goroutine may run between two operations; zero: as long as it likes. Nobody is
  /// hurried under a debugger.
  explicit CrashGuard(std::chrono::duration<double> wanted);
  CrashGuard(const CrashGuard&) = delete;
  CrashGuard& operator=(const CrashGuard&) = delete;
  ~CrashGuard();

  /// From now on. What is known to run for ever need not be waited for long.
  void patience(std::chrono::duration<double> patience);

 private:
  std::unique_ptr<char[]> signal_stack_;
  std::unique_ptr<Watchdog> watchdog_;
};

}  // namespace weft
