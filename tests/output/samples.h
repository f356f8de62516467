// Counterexamples made by hand, for everything that shows counterexamples.
#pragma once

#include <string>

#include "weft/explorer/explore/report.h"

namespace weft::samples {

/// Two transfers that take two locks in opposite orders, main behind them.
[[nodiscard]] Counterexample deadlock();
/// Eight workers, seven of which wait for jobs that nobody sends; long, and with a loop.
[[nodiscard]] Counterexample leak();
/// A read and a write of plain data, with values and names from beyond ASCII.
[[nodiscard]] Counterexample race();
/// The deadlock, with the nearest schedule that passes.
[[nodiscard]] Counterexample with_passing();

/// A search that ended with `told`.
[[nodiscard]] Report report(std::string scenario, Counterexample told);

/// Steps are added in the order in which they happen.
class Tale {
 public:
  std::size_t goroutine(std::string name, int spawned_at);
  Transcript::Step& step(std::size_t goroutine, std::string operation, std::string object,
                         int line);
  Transcript::Step& access(std::size_t goroutine, std::string verb, std::string object, int line);
  void waits(std::size_t goroutine, std::string operation, std::string object, int line);
  void holds(std::size_t goroutine, std::string object, std::size_t since_step, int line);
  void exits(std::size_t goroutine);

  Counterexample told;

 private:
  std::size_t events_ = 0;
};

}  // namespace weft::samples
