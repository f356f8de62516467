// Who goes next, and is there anything left to try. All that tells one search from another.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "weft/explorer/kernel/execution.h"

namespace weft::kernel {

/// What could happen next, as far as anybody asks: nothing is computed that nobody wants.
class Open {
 public:
  [[nodiscard]] virtual const Execution& so_far() const = 0;
  /// Every enabled transition, always in the same order for the same prefix.
  [[nodiscard]] virtual std::span<const Transition> all() = 0;
  [[nodiscard]] virtual bool enabled(const Transition& transition) const = 0;
  /// The default rule: the goroutine that ran goes on; if it cannot, the lowest that can.
  [[nodiscard]] virtual Transition usual() = 0;

 protected:
  ~Open() = default;
};

/// What a strategy has to say about how far it got.
struct Account {
  std::string bound;  ///< what it left out all the same, "2 preemptions"; empty: nothing
  std::vector<std::string> notes;  ///< sentences
};

class Strategy {
 public:
  Strategy() = default;
  Strategy(const Strategy&) = delete;
  Strategy& operator=(const Strategy&) = delete;
  virtual ~Strategy() = default;

  /// An enabled transition. Transition{} where nothing is enabled; elsewhere it gives the
  /// execution up.
  virtual Transition choose(Open& open) = 0;

  /// Learns from a finished execution. False: nothing is left to explore.
  virtual bool learn(const Execution& finished) = 0;

  /// How many events the next execution begins with that are those of `last`, which was this
  /// strategy's too: for so long nobody is asked.
  [[nodiscard]] virtual std::size_t unchanged(const Execution& /*last*/) const { return 0; }

  /// Forgets all it explored: the last execution learned a fact that changes footprints.
  virtual void restart() = 0;

  /// For the report, once the search is over.
  [[nodiscard]] virtual Account account() const { return {}; }
};

}  // namespace weft::kernel
