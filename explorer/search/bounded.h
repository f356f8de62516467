// Every execution with at most so many preemptions: first those with none, then one, and so on.
//
// A reduction that looks at whole executions could miss some here: the execution from which it
// would have learned of another may lie outside the bound. So this one moves blocks, that is what
// goroutines do between two switches: see docs/search.md, which has the proof.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "weft/explorer/kernel/strategy.h"
#include "weft/explorer/search/reversals.h"

namespace weft::search {

class Bounded final : public kernel::Strategy {
 public:
  static constexpr std::uint32_t kNoBound = std::numeric_limits<std::uint32_t>::max();

  /// Stops after the executions with `most` preemptions, or where no more would show nothing new.
  explicit Bounded(std::uint32_t most = kNoBound) : most_(most) {}

  kernel::Transition choose(kernel::Open& open) override;
  bool learn(const kernel::Execution& finished) override;
  [[nodiscard]] std::size_t unchanged(const kernel::Execution& last) const override {
    return &last == last_ && !nodes_.empty() ? nodes_.size() - 1 : 0;
  }
  void restart() override;
  [[nodiscard]] kernel::Account account() const override;

  /// So many preemptions are allowed at the moment.
  [[nodiscard]] std::uint32_t preemptions() const { return bound_; }
  /// Whether the bound has kept it from something that could matter.
  [[nodiscard]] bool met_bound() const { return met_bound_; }
  /// Executions given up because something equal has been explored.
  [[nodiscard]] std::uint64_t blocked() const { return blocked_; }

  /// What could happen at a prefix.
  struct Child {
    kernel::Transition transition;
    bool preempts;
    std::uint32_t equal_from;  ///< explored in another order, which parts there; kNone: it is not
  };
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  /// A prefix of the execution in progress.
  struct Node {
    std::uint32_t first_child;  ///< into children_; ends where the next node's begin
    std::uint32_t taken;        ///< likewise; what is before it has been explored
    std::uint32_t preemptions;  ///< so far
    std::uint32_t block;        ///< where the block began that the last event belongs to
    std::uint32_t reach;        ///< so far up could that block happen instead
    bool could_go_on;           ///< one of the goroutines of the last event
    bool all_matter;            ///< not only the first child
  };

  /// What is left of it.
  struct Saved {
    std::uint32_t bound = 0;
    std::vector<Node> nodes;
    std::vector<Child> children;
    std::uint64_t analysed = 0;
    std::vector<std::uint8_t> again;
    std::uint64_t blocked = 0;
    bool met_bound = false;
  };
  /// Between learn() and the next execution only.
  [[nodiscard]] Saved save() const;
  /// Throws std::invalid_argument if nothing can have left this.
  void load(Saved saved);

 private:
  bool open_node(kernel::Open& open);
  void list_children(kernel::Open& open);
  void extend_block(const kernel::Execution& so_far);
  void find_equals(const kernel::Execution& so_far);
  [[nodiscard]] std::uint32_t equal_from(const kernel::Execution& so_far, bool goes_on,
                                         bool left_could_go_on) const;
  [[nodiscard]] bool explored_at(std::size_t node, const kernel::Transition& first) const;
  [[nodiscard]] bool free_switch(const kernel::Execution& so_far, std::size_t event) const;
  [[nodiscard]] bool preempted_at(std::size_t event) const;
  [[nodiscard]] std::span<const Child> children(std::size_t node) const;
  bool take_next(std::uint32_t from);
  bool backtrack();
  void note_conflicts(const kernel::Execution& finished);
  void mark_enablers(const kernel::Execution& finished, std::size_t event);
  void mark_enablers_of(const kernel::Execution& finished, kernel::AlternativeId way,
                        std::size_t event, kernel::EventId previous);
  void mark(kernel::EventId event, kernel::EventId other);
  void pass_marks_on(const kernel::Execution& finished);
  [[nodiscard]] bool begins_something(const kernel::Execution& finished, std::size_t event) const;
  bool next_bound();

  std::uint32_t most_;
  std::uint32_t bound_ = 0;
  std::vector<Node> nodes_;
  std::vector<Child> children_;
  Reversals reversals_;
  std::size_t analysed_ = 0;
  const kernel::Execution* last_ = nullptr;
  std::vector<std::uint8_t> marks_;  // by event
  std::uint64_t blocked_ = 0;
  bool gave_up_ = false;
  bool met_bound_ = false;
  bool done_ = false;
};

}  // namespace weft::search
