#include "weft/explorer/search/dpor.h"

#include <algorithm>
#include <utility>

namespace weft::search {

using kernel::Execution;
using kernel::Transition;

namespace {

Planned executed(const Execution& execution, std::size_t event) {
  return {execution[event].transition, execution.footprint(execution[event]), false};
}

}  // namespace

void Dpor::restart() {
  nodes_.clear();
  asleep_.clear();
  trees_.clear();
  analysed_ = 0;
  blocked_ = 0;
  gave_up_ = false;
}

Transition Dpor::choose(kernel::Open& open) {
  const std::size_t depth = open.so_far().size();
  if (depth == nodes_.size()) {
    open_node(open);
    if (depth == nodes_.size()) return {};
  } else if (!open.enabled(nodes_[depth].taken)) {
    gave_up_ = true;  // it did not behave as it did before
    return {};
  }
  return nodes_[depth].taken;
}

void Dpor::open_node(kernel::Open& open) {
  Node node;
  node.first_asleep = asleep_.size();
  inherit_sleep(node, open.so_far());
  if (pick(node, open)) {
    nodes_.push_back(node);
  } else {
    asleep_.resize(node.first_asleep);
  }
}

void Dpor::inherit_sleep(Node& node, const Execution& so_far) {
  if (nodes_.empty()) return;
  Node& parent = nodes_.back();
  const Planned step = executed(so_far, so_far.size() - 1);
  for (std::size_t s = parent.first_asleep; s < node.first_asleep; ++s) {
    if (dependent(asleep_[s].view(), step, so_far)) continue;
    asleep_.emplace_back(asleep_[s].view());
  }
  node.wakeup = std::exchange(parent.then, WakeupTrees::kEmpty);
}

/// Decides what happens at a new node. False: nothing can, or nothing new would come of it.
bool Dpor::pick(Node& node, kernel::Open& open) {
  if (node.wakeup != WakeupTrees::kEmpty) {
    node.taken = trees_.take_first(node.wakeup, node.then);
    if (open.enabled(node.taken)) return true;
    gave_up_ = true;
    trees_.drop(node.wakeup);
    trees_.drop(node.then);
    return false;
  }
  node.taken = open.usual();
  if (node.taken.none()) return false;
  const auto awake = [&](const Transition& t) {
    return std::none_of(asleep_.begin() + static_cast<std::ptrdiff_t>(node.first_asleep),
                        asleep_.end(), [&](const Step& s) { return s.transition() == t; });
  };
  if (awake(node.taken)) return true;
  const auto all = open.all();
  const auto first = std::ranges::find_if(all, awake);
  gave_up_ = first == all.end();
  if (!gave_up_) node.taken = *first;
  return !gave_up_;
}

void Dpor::plan(std::size_t position, Sequence& sequence, const Execution& execution) {
  Node& node = nodes_[position];
  std::size_t place = 0;
  for (std::size_t s = node.first_asleep; s < end_of_sleep(position); ++s) {
    if (weak_initial(asleep_[s].view(), sequence, execution, place)) return;
  }
  if (weak_initial(executed(execution, position), sequence, execution, place)) return;
  trees_.insert(node.wakeup, sequence, execution);
}

bool Dpor::learn(const Execution& finished) {
  if (gave_up_) {
    ++blocked_;
    gave_up_ = false;
    while (nodes_.size() > finished.size()) close_last_node();
  } else {
    reversals_.find(
        finished, std::exchange(analysed_, finished.size()),
        [&](std::size_t position, Sequence& sequence) { plan(position, sequence, finished); });
  }
  return backtrack(finished);
}

bool Dpor::backtrack(const Execution& finished) {
  while (!nodes_.empty()) {
    Node& node = nodes_.back();
    if (node.wakeup != WakeupTrees::kEmpty) {
      trees_.drop(node.then);
      asleep_.emplace_back(executed(finished, nodes_.size() - 1));
      node.taken = trees_.take_first(node.wakeup, node.then);
      analysed_ = std::min(analysed_, nodes_.size() - 1);
      return true;
    }
    close_last_node();
  }
  return false;
}

void Dpor::close_last_node() {
  Node& node = nodes_.back();
  trees_.drop(node.wakeup);
  trees_.drop(node.then);
  asleep_.resize(node.first_asleep);
  nodes_.pop_back();
}

}  // namespace weft::search
