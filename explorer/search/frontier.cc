#include "weft/explorer/search/frontier.h"

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "weft/explorer/search/dpor.h"

namespace weft::search {
namespace {

using Branches = std::vector<Frontier::Branch>;

Branches branches_of(const WakeupTrees& trees, WakeupTrees::Tree tree) {
  Branches branches;
  trees.for_each(tree, [&](const Planned& step, WakeupTrees::Tree then) {
    branches.push_back({Step(step), branches_of(trees, then)});
  });
  return branches;
}

WakeupTrees::Tree tree_of(const Branches& branches, WakeupTrees& trees) {
  WakeupTrees::Tree next = WakeupTrees::kEmpty;
  for (std::size_t b = branches.size(); b-- > 0;) {
    next = trees.join(branches[b].step, next, tree_of(branches[b].then, trees));
  }
  return next;
}

void require(bool sound) {
  if (!sound) throw std::invalid_argument("what is left of the search makes no sense");
}

}  // namespace

/// Reads and writes the insides of searches.
class FrontierOf {
 public:
  Frontier::Part save(const Dpor& dpor);
  std::unique_ptr<Dpor> load(const Frontier::Part& part, const std::shared_ptr<Common>& common);
  void load(const std::vector<Frontier::Shared>& shared, Common& common);

  std::vector<Frontier::Shared> saved;

 private:
  std::uint32_t number_of(const std::shared_ptr<SharedNode>& node, const WakeupTrees& trees);

  std::vector<std::shared_ptr<SharedNode>> shared_;
};

std::uint32_t FrontierOf::number_of(const std::shared_ptr<SharedNode>& node,
                                    const WakeupTrees& trees) {
  const auto known = std::ranges::find(shared_, node);
  const auto number = static_cast<std::uint32_t>(known - shared_.begin());
  if (known != shared_.end()) return number;
  shared_.push_back(node);
  Frontier::Shared& copy = saved.emplace_back();
  copy.asleep = node->asleep;
  for (const SharedNode::Started& s : node->started) {
    copy.started.push_back({s.step, static_cast<std::uint32_t>(s.searches)});
  }
  copy.wakeup = branches_of(trees, node->wakeup);
  return number;
}

Frontier::Part FrontierOf::save(const Dpor& dpor) {
  Frontier::Part part{.nodes = {},
                      .analysed = dpor.analysed_,
                      .again = dpor.reversals_.looked_at_again(),
                      .blocked = dpor.blocked_};
  for (std::size_t n = 0; n < dpor.nodes_.size(); ++n) {
    const Dpor::Node& node = dpor.nodes_[n];
    part.nodes.push_back({.taken = node.taken,
                          .asleep = dpor.asleep_at(n),
                          .wakeup = branches_of(dpor.trees_, node.wakeup),
                          .then = branches_of(dpor.trees_, node.then),
                          .shared = dpor.is_shared(n)
                                        ? number_of(dpor.shared_[n].node, dpor.common_->trees)
                                        : Frontier::kAlone,
                          .started = static_cast<std::uint32_t>(node.started)});
  }
  return part;
}

void FrontierOf::load(const std::vector<Frontier::Shared>& shared, Common& common) {
  for (const Frontier::Shared& copy : shared) {
    auto node = std::make_shared<SharedNode>();
    node->asleep = copy.asleep;
    for (const Frontier::Started& s : copy.started) {
      node->started.push_back({.step = s.step, .searches = static_cast<int>(s.searches)});
    }
    node->wakeup = tree_of(copy.wakeup, common.trees);
    shared_.push_back(std::move(node));
  }
}

std::unique_ptr<Dpor> FrontierOf::load(const Frontier::Part& part,
                                       const std::shared_ptr<Common>& common) {
  auto dpor = std::make_unique<Dpor>();
  if (!shared_.empty()) dpor->share(common);
  for (const Frontier::Node& copy : part.nodes) {
    Dpor::Node node{.taken = copy.taken,
                    .first_asleep = dpor->asleep_.size(),
                    .first_explored = dpor->explored_.size(),
                    .wakeup = tree_of(copy.wakeup, dpor->trees_),
                    .then = tree_of(copy.then, dpor->trees_),
                    .started = copy.started};
    if (copy.shared != Frontier::kAlone) {
      require(copy.shared < shared_.size());
      require(dpor->shared_.size() == dpor->nodes_.size());  // those shared come first
      dpor->shared_.emplace_back(shared_[copy.shared]);
      require(copy.started < shared_[copy.shared]->started.size());
    }
    for (const Step& step : copy.asleep) dpor->put_to_sleep(step.view());
    dpor->nodes_.push_back(std::move(node));
  }
  require(part.analysed <= part.nodes.size());
  dpor->analysed_ = part.analysed;
  dpor->reversals_.look_again_at(part.again);
  dpor->blocked_ = part.blocked;
  return dpor;
}

Frontier frontier_of(std::span<const std::unique_ptr<Dpor>> parts) {
  FrontierOf all;
  Frontier frontier;
  for (const auto& part : parts) frontier.parts.push_back(all.save(*part));
  frontier.shared = std::move(all.saved);
  return frontier;
}

std::vector<std::unique_ptr<Dpor>> searches_of(const Frontier& frontier) {
  const auto common = std::make_shared<Common>();
  FrontierOf all;
  all.load(frontier.shared, *common);
  std::vector<std::unique_ptr<Dpor>> parts;
  for (const Frontier::Part& part : frontier.parts) parts.push_back(all.load(part, common));
  return parts;
}

}  // namespace weft::search
