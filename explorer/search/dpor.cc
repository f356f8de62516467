#include "weft/explorer/search/dpor.h"

#include <algorithm>
#include <utility>

#include "weft/explorer/search/short_wait.h"

namespace weft::search {

using kernel::Execution;
using kernel::Transition;

namespace {

/// Nobody holds it for long.
std::unique_lock<std::mutex> lock_soon(std::mutex& mutex) {
  std::unique_lock lock(mutex, std::defer_lock);
  if (!wait_shortly([&lock] { return lock.try_lock(); })) lock.lock();
  return lock;
}

}  // namespace

void Dpor::restart() {
  trees_.clear();
  common_ = nullptr;
  forget();
}

/// Everything but where there is room.
void Dpor::forget() {
  nodes_.clear();
  shared_.clear();
  explored_.clear();
  asleep_.clear();
  analysed_ = 0;
  last_ = nullptr;
  blocked_ = 0;
  gave_up_ = false;
}

void Dpor::share(std::shared_ptr<Common> common) {
  if (common_ == common) return;
  common_ = std::move(common);
  trees_.share(common_->trees);
}

[[gnu::noinline]] Transition Dpor::choose(kernel::Open& open) {
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
  Node& node = nodes_.emplace_back();
  node.first_asleep = asleep_.size();
  node.first_explored = explored_.size();
  if (nodes_.size() > 1) inherit_sleep(nodes_[nodes_.size() - 2], node, open.so_far());
  if (!pick(node, open)) close_last_node();
}

void Dpor::inherit_sleep(Node& parent, Node& node, const Execution& so_far) {
  if (parent.first_asleep < node.first_asleep) {
    Planned step = executed(so_far, so_far.size() - 1);
    step.sketch = sketch(step);
    for (std::size_t s = parent.first_asleep; s < node.first_asleep; ++s) {
      if (!dependent(explored_[asleep_[s]], step, so_far)) asleep_.push_back(asleep_[s]);
    }
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
  const auto awake = [&](const Transition& t) { return asleep(nodes_.size() - 1, t).none(); };
  if (awake(node.taken)) return true;
  const auto all = open.all();
  const auto first = std::ranges::find_if(all, awake);
  gave_up_ = first == all.end();
  if (!gave_up_) node.taken = *first;
  return !gave_up_;
}

/// The one that sleeps at this position and is this transition, or none.
Planned Dpor::asleep(std::size_t position, const Transition& what) const {
  if (is_shared(position)) return shared_[position].find(what);
  for (const std::uint32_t s : sleepers(position)) {
    if (explored_.transition(s) == what) return explored_[s];
  }
  return {};
}

/// Returns whether it was for the wakeup tree to decide: no step explored before leads there.
bool Dpor::plan(std::size_t position, const Execution& execution) {
  if (reversals_.is_led_to_by_overtaken()) return false;
  if (is_shared(position)) return plan(shared_[position], execution);
  for (const std::uint32_t s : sleepers(position)) {
    if (reversals_.is_led_to_by(explored_[s])) return false;
  }
  trees_.insert(nodes_[position].wakeup, reversals_.sequence(), execution);
  return true;
}

bool Dpor::plan(KnownNode& shared, const Execution& execution) {
  const auto known = [this](const Step& step) { return reversals_.is_led_to_by(step.view()); };
  if (std::ranges::any_of(shared.explored, known)) return false;
  Sequence& sequence = reversals_.sequence();
  const std::unique_lock lock = lock_soon(common_->mutex);
  if (shared.look() && std::ranges::any_of(shared.explored, known)) return false;
  common_->trees.insert(shared.node->wakeup, sequence, execution);
  return true;
}

bool Dpor::learn(const Execution& finished) {
  if (gave_up_) {
    ++blocked_;
    gave_up_ = false;
    while (nodes_.size() > finished.size()) close_last_node();
  } else {
    reversals_.find(
        finished, std::exchange(analysed_, finished.size()),
        [&](std::size_t position) { return plan(position, finished); },
        [&](std::size_t position, const Transition& what) { return asleep(position, what); });
  }
  return backtrack(finished);
}

bool Dpor::backtrack(const Execution& finished) {
  last_ = &finished;
  while (!nodes_.empty()) {
    Node& node = nodes_.back();
    trees_.drop(node.then);
    const Planned explored = executed(finished, nodes_.size() - 1);
    if (is_shared(nodes_.size() - 1) ? next_shared_branch(node, explored)
                                     : next_branch(node, explored)) {
      analysed_ = std::min(analysed_, nodes_.size() - 1);
      return true;
    }
    close_last_node();
  }
  return false;
}

bool Dpor::next_branch(Node& node, const Planned& explored) {
  if (node.wakeup == WakeupTrees::kEmpty) return false;
  put_to_sleep(explored);
  start(node, trees_.first(node.wakeup));
  (void)trees_.take_first(node.wakeup, node.then);
  return true;
}

void Dpor::put_to_sleep(const Planned& explored) {
  asleep_.push_back(static_cast<std::uint32_t>(explored_.size()));
  explored_.push_back(explored);
}

void Dpor::start(Node& node, const Planned& step) {
  next_ = step;
  node.taken = step.transition;
}

bool Dpor::next_shared_branch(Node& node, const Planned& explored) {
  const std::unique_lock lock = lock_soon(common_->mutex);
  SharedNode& shared = *shared_.back().node;
  SharedNode::Started& left = shared.started[node.started];
  left.step = explored;
  --left.searches;
  ++shared.version;
  return start_shared(node, *last_);
}

/// Begins the next branch if that may be begun: all others that were sleep meanwhile.
bool Dpor::start_shared(Node& node, const Execution& execution) {
  SharedNode& shared = *shared_.back().node;
  if (!shared.may_start_one(common_->trees, execution)) return false;
  asleep_.cut(node.first_asleep);
  explored_.cut(node.first_explored);
  for (const Step& step : shared.asleep) put_to_sleep(step.view());
  for (const SharedNode::Started& s : shared.started) put_to_sleep(s.step.view());
  start(node, common_->trees.first(shared.wakeup));
  (void)common_->trees.take_first(shared.wakeup, node.then);
  node.started = shared.started.size();
  shared.started.push_back({.step = next_, .searches = 1});
  ++shared.version;
  return true;
}

/// What is taken at this position, which the last execution has shown or the next one will.
Planned Dpor::current(std::size_t position) const {
  return position + 1 == nodes_.size() ? next_.view() : executed(*last_, position);
}

/// The next node that is not shared is from now on.
void Dpor::share_next() {
  const std::size_t position = shared_.size();
  Node& node = nodes_[position];
  auto shared = std::make_shared<SharedNode>();
  shared->asleep = asleep_at(position);
  shared->started.push_back({.step = Step(current(position)), .searches = 1});
  shared->wakeup = std::exchange(node.wakeup, WakeupTrees::kEmpty);
  shared_.emplace_back(std::move(shared));
}

std::vector<Step> Dpor::asleep_at(std::size_t position) const {
  std::vector<Step> steps;
  for (const std::uint32_t s : sleepers(position)) steps.emplace_back(explored_[s]);
  return steps;
}

bool Dpor::can_give(std::size_t position) const {
  const Node& node = nodes_[position];
  if (is_shared(position)) return shared_[position].node->may_start_one(common_->trees, *last_);
  return node.wakeup != WakeupTrees::kEmpty &&
         dependent(current(position), trees_.first(node.wakeup), *last_);
}

bool Dpor::split(Dpor& part) {
  if (common_ == nullptr) {
    common_ = std::make_shared<Common>();
    common_->trees.share(trees_);
  }
  const std::unique_lock lock = lock_soon(common_->mutex);
  std::size_t position = 0;
  while (position < nodes_.size() && !can_give(position)) ++position;
  if (position == nodes_.size()) return false;
  part.forget();
  part.share(common_);
  while (!is_shared(position)) share_next();
  for (std::size_t k = 0; k <= position; ++k) {
    part.shared_.emplace_back(shared_[k].node);
    part.nodes_.push_back({.taken = nodes_[k].taken, .started = nodes_[k].started});
    if (k < position) ++shared_[k].node->started[nodes_[k].started].searches;
  }
  return part.start_shared(part.nodes_.back(), *last_);
}

void Dpor::close_last_node() {
  Node& node = nodes_.back();
  trees_.drop(node.wakeup);
  trees_.drop(node.then);
  asleep_.cut(node.first_asleep);
  explored_.cut(node.first_explored);
  if (nodes_.size() == shared_.size()) shared_.pop_back();
  nodes_.pop_back();
}

}  // namespace weft::search
