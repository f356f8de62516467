// Wakeup sequences and the ordered trees they are kept in (Abdulla, Aronis, Jonsson, Sagonas,
// JACM'17, section 4 and 6): what has to be explored from a prefix on, and nothing that something
// explored there already leads to.
#pragma once

#include <span>
#include <vector>

#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/footprint.h"

namespace weft::search {

/// A transition and what it touches, as far as is known before it happens again.
struct Planned {
  kernel::Transition transition;
  std::vector<kernel::Touch> touches;
  /// It was never executed at this point, so the meeting points its goroutines will arrive at
  /// afterwards are not among the touches.
  bool arrivals_unknown = false;
};

using Sequence = std::vector<Planned>;

/// Whether the order of two neighbours could be noticed. `looks_at_arrivals(resource)` says which
/// resources stand for arrivals.
[[nodiscard]] bool dependent(const Planned& a, const Planned& b,
                             const kernel::Execution& execution);

/// JACM'17 Def. 4.1, weak initials: whether some execution that starts with `p` is one that `v`
/// leads to: p is in v with nothing dependent before it, or is independent of all of v.
/// `place` is set to its position in v, or v.size().
[[nodiscard]] bool weak_initial(const Planned& p, std::span<const Planned> v,
                                const kernel::Execution& execution, std::size_t& place);

struct Branch {
  Planned step;
  std::vector<Branch> then;  // first to last in the order of exploration
};

/// JACM'17, insert(v, B): adds `v` to the tree unless a leaf of it leads to all that v leads to.
/// Returns whether it was added.
bool insert(std::vector<Branch>& tree, Sequence v, const kernel::Execution& execution);

}  // namespace weft::search
