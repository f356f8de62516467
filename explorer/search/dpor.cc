#include "weft/explorer/search/dpor.h"

#include <algorithm>
#include <utility>

namespace weft::search {

using kernel::Execution;
using kernel::Transition;

namespace {

Planned executed(const Execution& execution, std::size_t event) {
  const auto touches = execution.footprint(execution[event]);
  return {.transition = execution[event].transition,
          .touches = {touches.begin(), touches.end()},
          .arrivals_unknown = false};
}

}  // namespace

void Dpor::restart() {
  nodes_.clear();
  blocked_ = 0;
  gave_up_ = false;
}

Transition Dpor::choose(kernel::Open& open) {
  const std::size_t depth = open.so_far().size();
  if (depth == nodes_.size()) open_node(open);
  return nodes_[depth].taken;
}

void Dpor::open_node(kernel::Open& open) {
  const Execution& so_far = open.so_far();
  Node node;
  if (!nodes_.empty()) {
    Node& parent = nodes_.back();
    const Planned step = executed(so_far, so_far.size() - 1);
    for (const Planned& asleep : parent.sleep) {
      if (!dependent(asleep, step, so_far)) node.sleep.push_back(asleep);
    }
    node.wakeup = std::move(parent.then);
    parent.then.clear();
  }
  pick(node, open);
  nodes_.push_back(std::move(node));
}

void Dpor::pick(Node& node, kernel::Open& open) {
  if (!node.wakeup.empty()) {
    node.taken = node.wakeup.front().step.transition;
    node.then = std::move(node.wakeup.front().then);
    node.wakeup.erase(node.wakeup.begin());
    return;
  }
  const auto awake = [&node](const Transition& t) {
    return std::ranges::find(node.sleep, t, [](const Planned& p) { return p.transition; }) ==
           node.sleep.end();
  };
  node.taken = open.usual();
  if (awake(node.taken)) return;
  const auto all = open.all();
  const auto first = std::ranges::find_if(all, awake);
  gave_up_ = first == all.end();
  node.taken = gave_up_ ? Transition{} : *first;
}

void Dpor::plan(std::size_t position, Sequence sequence, const Execution& execution) {
  Node& node = nodes_[position];
  std::size_t place = 0;
  const auto leads_there = [&](const Planned& p) {
    return weak_initial(p, sequence, execution, place);
  };
  if (std::ranges::any_of(node.sleep, leads_there)) return;
  if (leads_there(executed(execution, position))) return;
  insert(node.wakeup, std::move(sequence), execution);
}

bool Dpor::learn(const Execution& finished) {
  if (gave_up_) {
    ++blocked_;
    gave_up_ = false;
    nodes_.resize(finished.size());
  } else {
    reversals_.find(finished, [&](std::size_t position, Sequence sequence) {
      plan(position, std::move(sequence), finished);
    });
  }
  return backtrack(finished);
}

bool Dpor::backtrack(const Execution& finished) {
  while (!nodes_.empty()) {
    Node& node = nodes_.back();
    if (!node.wakeup.empty()) {
      node.sleep.push_back(executed(finished, nodes_.size() - 1));
      node.taken = node.wakeup.front().step.transition;
      node.then = std::move(node.wakeup.front().then);
      node.wakeup.erase(node.wakeup.begin());
      return true;
    }
    nodes_.pop_back();
  }
  return false;
}

}  // namespace weft::search
