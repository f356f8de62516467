// Optimal dynamic partial-order reduction: one complete execution of every Mazurkiewicz trace.
//
// Source-DPOR's optimal form (Abdulla, Aronis, Jonsson, Sagonas, JACM'17), with sleep sets and
// wakeup trees, carried over from processes with one next step each to goroutines whose operations
// offer several ways and meet each other: see docs/search.md.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "weft/explorer/kernel/row.h"
#include "weft/explorer/kernel/strategy.h"
#include "weft/explorer/search/reversals.h"
#include "weft/explorer/search/shared_node.h"
#include "weft/explorer/search/steps.h"
#include "weft/explorer/search/wakeup_tree.h"

namespace weft::search {

// No two threads write to one cache line, nor to neighbours that are fetched together.
class alignas(128) Dpor final : public kernel::Strategy {
 public:
  kernel::Transition choose(kernel::Open& open) override;
  bool learn(const kernel::Execution& finished) override;
  void restart() override;
  [[nodiscard]] std::size_t unchanged(const kernel::Execution& last) const override {
    return &last == last_ && !nodes_.empty() ? nodes_.size() - 1 : 0;
  }

  /// Gives a part of what is left to explore to another search, which has nothing to do and may
  /// run on another thread; false if there is nothing to give. Between learn() and the next
  /// execution only.
  ///
  /// The parts together explore what one search would; see shared_node.h.
  [[nodiscard]] bool split(Dpor& part);
  /// Whether others may be at work in the same tree.
  [[nodiscard]] bool is_shared() const { return common_ != nullptr; }

  /// Executions given up because all they could lead to is explored elsewhere.
  [[nodiscard]] std::uint64_t blocked() const { return blocked_; }

 private:
  friend class FrontierOf;

  /// What is known at one prefix of the execution in progress.
  struct Node {
    kernel::Transition taken;
    std::size_t first_asleep = 0;                    // into asleep_; ends where the next begins
    std::size_t first_explored = 0;                  // into explored_
    WakeupTrees::Tree wakeup = WakeupTrees::kEmpty;  // to explore from here, beside what is taken
    WakeupTrees::Tree then = WakeupTrees::kEmpty;    // what was planned behind `taken`
    std::size_t started = 0;                         // `taken` among the shared node's
  };

  void forget();
  void share(std::shared_ptr<Common> common);
  void open_node(kernel::Open& open);
  void inherit_sleep(Node& parent, Node& node, const kernel::Execution& so_far);
  bool pick(Node& node, kernel::Open& open);
  bool plan(std::size_t position, const kernel::Execution& execution);
  bool plan(KnownNode& shared, const kernel::Execution& execution);
  bool backtrack(const kernel::Execution& finished);
  bool next_branch(Node& node, const Planned& explored);
  bool next_shared_branch(Node& node, const Planned& explored);
  void start(Node& node, const Planned& step);
  void put_to_sleep(const Planned& explored);
  [[nodiscard]] Planned asleep(std::size_t position, const kernel::Transition& what) const;
  [[nodiscard]] std::vector<Step> asleep_at(std::size_t position) const;
  bool start_shared(Node& node, const kernel::Execution& execution);
  [[nodiscard]] bool can_give(std::size_t position) const;
  [[nodiscard]] Planned current(std::size_t position) const;
  void share_next();
  void close_last_node();
  [[nodiscard]] bool is_shared(std::size_t node) const { return node < shared_.size(); }
  /// Into explored_.
  [[nodiscard]] std::span<const std::uint32_t> sleepers(std::size_t node) const {
    const bool last = node + 1 == nodes_.size();
    const std::size_t end = last ? asleep_.size() : nodes_[node + 1].first_asleep;
    return {asleep_.begin() + nodes_[node].first_asleep, asleep_.begin() + end};
  }

  kernel::Row<Node> nodes_;
  std::vector<KnownNode> shared_;      // the first nodes, instead of their `wakeup`
  Steps explored_;                     // from all nodes
  kernel::Row<std::uint32_t> asleep_;  // those explored from there, or from where it commutes to it
  WakeupTrees trees_;
  Reversals reversals_;
  std::size_t analysed_ = 0;  // so many first events are those of the last execution analysed
  Step next_;                 // what the next execution does first that the last one did not
  const kernel::Execution* last_ = nullptr;
  std::shared_ptr<Common> common_;  // null: nothing is shared
  std::uint64_t blocked_ = 0;
  bool gave_up_ = false;
};

}  // namespace weft::search
