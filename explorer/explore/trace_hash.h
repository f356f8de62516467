// One number for all orders of the same events that nobody can tell apart: equal (but for bad
// luck) for prefixes that are the same Mazurkiewicz trace.
#pragma once

#include <cstdint>
#include <vector>

#include "weft/explorer/kernel/execution.h"

namespace weft {

class TraceHash {
 public:
  void clear();
  /// Takes in the events of `execution` that are new since the last call.
  void follow(const kernel::Execution& execution);
  [[nodiscard]] std::uint64_t value() const { return value_; }
  /// The names of the events, in order: equal for the same event in any order of one trace.
  [[nodiscard]] const std::vector<std::uint64_t>& names() const { return names_; }

 private:
  /// What touched a resource last: accesses that commute with each other, and all before them.
  struct Phase {
    kernel::Mode mode = kernel::Mode::write;
    std::uint64_t now = 0;
    std::uint64_t before = 0;
  };

  void add(const kernel::Execution& execution, const kernel::Event& event);
  std::uint64_t& last_of(kernel::GoroutineId g);
  Phase& phase_of(kernel::ResourceId r);

  std::uint64_t value_ = 0;
  std::vector<std::uint64_t> names_;
  std::vector<std::uint64_t> last_;  // by goroutine
  std::vector<Phase> phases_;        // by resource
};

/// Stirs `value` into `hash`.
[[nodiscard]] constexpr std::uint64_t stir(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ hash >> 32) * 0xBF58476D1CE4E5B9ULL + (value + 1) * 0x9E3779B97F4A7C15ULL;
  return hash ^ hash >> 29;
}

}  // namespace weft
