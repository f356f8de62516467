// A promise that every execution must keep, checked on the finished record alone.
//
// While searching, a promise looks at integers and allocates nothing unless it is broken. Words
// are found afterwards, when the same schedule is run again and told.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/transcript.h"

namespace weft::invariants {

/// Where a promise was broken, in numbers. Equal for the same schedule, however often it runs.
struct Violation {
  const char* kind;  ///< a stable name, see kernel/finding.h
  /// How many events it takes to show it; later ones have nothing to do with it.
  std::uint32_t events;
  kernel::GoroutineId goroutine;  ///< the first of those it is about
  std::uint32_t detail = 0;       ///< the promise's own, for tell()
  bool ends_the_program = false;  ///< what comes after it, a real program would not do
  bool outside = false;           ///< on a thread whose time is its own: runs are slow, and differ
  friend bool operator==(const Violation&, const Violation&) = default;
};

class Invariant {
 public:
  Invariant() = default;
  Invariant(const Invariant&) = delete;
  Invariant& operator=(const Invariant&) = delete;
  virtual ~Invariant() = default;

  /// Appends how `finished` breaks the promise, if it does.
  virtual void check(const kernel::Execution& finished, std::vector<Violation>& broken) = 0;

  /// The same in words. `told` and `transcript` are the same execution, run again.
  [[nodiscard]] virtual Finding tell(const Violation& violation, const kernel::Execution& told,
                                     const Transcript& transcript) const = 0;

  /// One or two sentences on how it came to this.
  [[nodiscard]] virtual std::vector<std::string> cause(const Violation& violation,
                                                       const kernel::Execution& told,
                                                       const Transcript& transcript) const = 0;
};

}  // namespace weft::invariants
