// Optimal dynamic partial-order reduction: one complete execution of every Mazurkiewicz trace.
//
// Source-DPOR's optimal form (Abdulla, Aronis, Jonsson, Sagonas, JACM'17), with sleep sets and
// wakeup trees, carried over from processes with one next step each to goroutines whose operations
// offer several ways and meet each other: see docs/search.md.
#pragma once

#include <cstdint>
#include <vector>

#include "weft/explorer/kernel/strategy.h"
#include "weft/explorer/search/reversals.h"
#include "weft/explorer/search/wakeup_tree.h"

namespace weft::search {

class Dpor final : public kernel::Strategy {
 public:
  kernel::Transition choose(kernel::Open& open) override;
  bool learn(const kernel::Execution& finished) override;
  void restart() override;

  /// Executions given up because all they could lead to is explored elsewhere.
  [[nodiscard]] std::uint64_t blocked() const { return blocked_; }

 private:
  /// What is known at one prefix of the execution in progress.
  struct Node {
    kernel::Transition taken;
    std::vector<Planned> sleep;  // explored from here, or from where it commutes to here
    std::vector<Branch> wakeup;  // still to explore from here, beside what is taken
    std::vector<Branch> then;    // what was planned behind `taken`
  };

  void open_node(kernel::Open& open);
  void pick(Node& node, kernel::Open& open);
  void plan(std::size_t position, Sequence sequence, const kernel::Execution& execution);
  bool backtrack(const kernel::Execution& finished);

  std::vector<Node> nodes_;
  Reversals reversals_;
  std::uint64_t blocked_ = 0;
  bool gave_up_ = false;
};

}  // namespace weft::search
