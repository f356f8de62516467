// Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte, ASPLOS'10):
// random schedules that find what few ordering constraints it takes to show, with a probability
// that is known beforehand.
//
// Goroutines have random priorities, and the highest that can move does; at d-1 random steps who
// was to move gets the lowest so far. Of n goroutines and k steps, a bug of depth d is shown with
// a probability of at least 1/(n k^(d-1)).
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "weft/explorer/kernel/strategy.h"

namespace weft::search {

class Pct final : public kernel::Strategy {
 public:
  /// Equal seeds, equal executions. `depth`, at least 1: of the bugs it looks for.
  Pct(std::uint64_t seed, unsigned depth) : seed_(seed), depth_(depth), dice_(seed) {}

  kernel::Transition choose(kernel::Open& open) override;
  /// There is always another execution.
  bool learn(const kernel::Execution& finished) override;
  void restart() override;
  [[nodiscard]] kernel::Account account() const override;

  struct Saved {
    std::string dice;
    std::uint64_t goroutines = 1;
    std::uint64_t steps = 1;
    std::uint64_t executions = 0;
  };
  /// The series so far, to go on with it.
  [[nodiscard]] Saved save() const;
  void load(const Saved& saved);

  /// The probability with which an execution shows a bug, at least.
  [[nodiscard]] double probability() const;

 private:
  using Priority = std::uint64_t;

  void begin();
  [[nodiscard]] Priority& priority(kernel::GoroutineId g);
  [[nodiscard]] kernel::GoroutineId highest(std::span<const kernel::Transition> all);

  std::uint64_t seed_;
  unsigned depth_;
  std::mt19937_64 dice_;
  std::vector<Priority> priorities_;  // by goroutine; 0: none yet
  std::vector<std::size_t> changes_;  // the steps where priorities change
  std::size_t goroutines_ = 1;        // of the execution that had most so far
  std::size_t steps_ = 1;             // of the longest so far
  std::uint64_t executions_ = 0;      // that fitted into those
};

}  // namespace weft::search
