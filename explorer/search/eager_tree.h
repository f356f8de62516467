// The search as a tree whose nodes are executions and whose children are known from one execution
// alone: what the wakeup trees of dpor.h know only after exploring what comes before.
//
// Eager reversal of races (Abdulla, Atig, Das, Jonsson, Sagonas, CAV'24), with done sequences that
// are inherited from ancestors and their earlier siblings only. Such a tree can be descended at
// random; what is not exact about it is said in docs/search.md.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "weft/explorer/kernel/strategy.h"
#include "weft/explorer/search/reversals.h"

namespace weft::search {

/// Steps of a sequence, shared by the nodes that know it.
using DoneSequence = std::shared_ptr<const std::vector<Step>>;

/// An execution to be made.
struct TreeNode {
  std::vector<Step> prefix;           ///< then by the default rule
  std::vector<std::uint8_t> flagged;  ///< by position: placed by a reversal
  std::vector<std::uint32_t> heads;   ///< positions of what was reversed, ascending
  std::vector<std::pair<std::uint32_t, DoneSequence>> done;  ///< explored from a position already
  kernel::GoroutineId overtaken = kernel::kNobody;  ///< whose event the last head was put before
  kernel::ResourceId about = kernel::kNoResource;   ///< because of this
};

/// Done sequences that are still alive after some events.
class LiveSequences {
 public:
  void clear() { live_.clear(); }
  void begin(const DoneSequence& sequence) { live_.push_back({sequence, 0}); }
  /// `step` happens. False: it completes one of them, so all behind it is explored elsewhere.
  bool advance(const Planned& step, const kernel::Execution& execution);
  /// Whether the step would be the last of one of them.
  [[nodiscard]] bool completes(const kernel::Transition& transition) const;

 private:
  struct Live {
    DoneSequence sequence;
    std::uint64_t gone;  // a bit for each of its steps that has happened
  };
  std::vector<Live> live_;
};

/// Makes the execution of one node after the other, and finds its children.
class EagerTree final : public kernel::Strategy {
 public:
  /// The node of the next execution; it is the root at first.
  void visit(TreeNode node);
  [[nodiscard]] const TreeNode& node() const { return node_; }

  kernel::Transition choose(kernel::Open& open) override;
  /// Finds the children.
  bool learn(const kernel::Execution& finished) override;
  void restart() override;

  /// Whether the execution was given up: it is no trace of its own and has no children.
  [[nodiscard]] bool blocked() const { return gave_up_; }
  /// How many children there are.
  [[nodiscard]] std::size_t children() const { return children_.size(); }
  /// One of them, as long as `finished`, which was learned from, is good.
  [[nodiscard]] TreeNode child(std::size_t n, const kernel::Execution& finished) const;

 private:
  struct Child {
    std::uint32_t position;
    DoneSequence sequence;
    std::vector<DoneSequence> moved;  // done sequences of later blocks that it carries along
    kernel::ResourceId about;
  };

  bool consider(std::size_t position, const Sequence& sequence, const kernel::Execution& execution);
  [[nodiscard]] bool fresh(std::size_t position, const kernel::Execution& execution,
                           const std::vector<std::uint8_t>& needed) const;
  void sort_out(const kernel::Execution& execution);
  void begin_live(std::size_t position);
  [[nodiscard]] DoneSequence moved_back(std::size_t to, std::size_t from, const DoneSequence& done,
                                        const kernel::Execution& execution) const;
  void carry_along(Child& child, const kernel::Execution& execution) const;

  TreeNode node_;
  Reversals reversals_;
  LiveSequences live_;
  std::vector<Child> children_;
  std::vector<std::uint8_t> needed_;
  bool gave_up_ = false;
};

}  // namespace weft::search
