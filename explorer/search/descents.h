// Random descents in the eager tree: how large it is, and what makes it so, without exploring it.
//
// A round descends with a population of nodes at the same level: each next level is a sample
// of all their children, stratified by their rank among siblings (Chen), and a node of it stands
// for as many nodes of the tree as the ratios of children to sample multiply to (Rubinstein's
// stochastic enumeration; with a population of one it is Knuth's estimator). The mean of the rounds
// is an unbiased estimate.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "weft/explorer/search/dice.h"
#include "weft/explorer/search/eager_tree.h"

namespace weft::search {

class Descents final : public kernel::Strategy {
 public:
  struct Shape {
    std::size_t population = 250;
    std::size_t rounds = 4;
    std::uint64_t max_events = 20'000'000;  ///< ends the rounds, the last one before it is done
    std::uint64_t seed = 1;
  };
  explicit Descents(const Shape& shape) : shape_(shape), dice_(shape.seed), before_round_(dice_) {}

  kernel::Transition choose(kernel::Open& open) override { return tree_.choose(open); }
  /// False: all rounds are done.
  bool learn(const kernel::Execution& finished) override;
  void restart() override;
  [[nodiscard]] kernel::Account account() const override;

  /// Executions in the whole tree: the mean of the rounds. In 95 of 100 cases the true number is
  /// from `low` to `high`.
  struct Size {
    double executions = 1;
    double low = 1;
    double high = 1;
  };
  /// As far as it is known by now. Before a second round has come to its end it is at least about
  /// that, and nobody knows how much more: `high` is infinite.
  [[nodiscard]] Size size() const;
  /// Rounds that came to their end.
  [[nodiscard]] std::uint64_t rounds() const { return rounds_.count; }
  /// Nothing was left out: a round has made all executions there are.
  [[nodiscard]] bool exact() const { return exact_; }

  /// What the rounds so far came to.
  struct Rounds {
    std::uint64_t count = 0;
    double mean = 0;
    double least = 0;
    double mean_log = 0;
    double squares_log = 0;       ///< summed up: of how far each logarithm was from their mean
    std::uint64_t most_seen = 0;  ///< different executions in one round
  };
  struct Saved {
    Rounds rounds;
    std::string dice;
  };
  /// What the next round begins with; one under way begins again.
  [[nodiscard]] Saved save() const { return {rounds_, text_of(before_round_)}; }
  void load(const Saved& saved);

  /// What makes nodes of the tree: that one event was put before another. With an execution that
  /// shows both.
  struct Cause {
    kernel::ResourceId about;
    kernel::GoroutineId first;   ///< whose event was put before
    kernel::GoroutineId second;  ///< that of this one
    double weight = 0;           ///< nodes of the tree, summed up over the rounds
    std::vector<kernel::Transition> execution = {};
    std::uint32_t first_event = 0;
    std::uint32_t second_event = 0;  ///< first_event if it never happens
  };
  /// In no order.
  [[nodiscard]] const std::vector<Cause>& causes() const { return causes_; }

 private:
  static constexpr std::size_t kRanks = 32;
  struct Stratum {
    std::uint64_t offered = 0;
    std::vector<TreeNode> sample;  // of the offered
  };

  void take_in(const kernel::Execution& finished);
  void blame(const kernel::Execution& finished);
  void sample(const kernel::Execution& finished);
  bool next_node();
  void end_level();
  void begin_round();
  void end_round();

  Shape shape_;
  std::mt19937_64 dice_;
  std::mt19937_64 before_round_;  // the same then
  EagerTree tree_;
  std::vector<TreeNode> level_;       // yet to be visited
  std::array<Stratum, kRanks> next_;  // the level below, by rank
  double weight_ = 1;                 // nodes that each of the level stands for
  double total_ = 0;
  std::uint64_t seen_ = 0;  // different executions in this round
  std::uint64_t events_ = 0;
  bool sampled_ = false;
  bool exact_ = false;
  Rounds rounds_;
  std::vector<Cause> causes_;
};

}  // namespace weft::search
