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
#include <vector>

#include "weft/explorer/search/eager_tree.h"

namespace weft::search {

class Descents final : public kernel::Strategy {
 public:
  struct Shape {
    std::size_t population = 250;
    std::size_t rounds = 4;
    std::uint64_t max_events = 20'000'000;  ///< ends the rounds: the last one is too low then
    std::uint64_t seed = 1;
  };
  explicit Descents(const Shape& shape) : shape_(shape), dice_(shape.seed) {}

  kernel::Transition choose(kernel::Open& open) override { return tree_.choose(open); }
  /// False: all rounds are done.
  bool learn(const kernel::Execution& finished) override;
  void restart() override;

  /// Executions in the whole tree, as each finished round has it.
  [[nodiscard]] const std::vector<double>& rounds() const { return rounds_; }
  /// Nothing was left out: a round has made all executions there are.
  [[nodiscard]] bool exact() const { return exact_; }
  /// So many different executions were made in one round: there cannot be fewer.
  [[nodiscard]] std::uint64_t most_seen() const { return most_seen_; }

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
  void end_round();

  Shape shape_;
  std::mt19937_64 dice_;
  EagerTree tree_;
  std::vector<TreeNode> level_;       // yet to be visited
  std::array<Stratum, kRanks> next_;  // the level below, by rank
  double weight_ = 1;                 // nodes that each of the level stands for
  double total_ = 0;
  std::uint64_t seen_ = 0;
  std::uint64_t most_seen_ = 0;
  std::uint64_t events_ = 0;
  bool sampled_ = false;
  bool exact_ = false;
  std::vector<double> rounds_;
  std::vector<Cause> causes_;
};

}  // namespace weft::search
