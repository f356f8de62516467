#include "weft/explorer/search/descents.h"

#include <algorithm>
#include <utility>

namespace weft::search {

using kernel::Execution;

void Descents::restart() {
  dice_.seed(shape_.seed);
  tree_.restart();
  level_.clear();
  next_.clear();
  rounds_.clear();
  causes_.clear();
  most_seen_ = events_ = seen_ = offered_ = 0;
  weight_ = 1;
  total_ = 0;
  sampled_ = exact_ = false;
}

bool Descents::learn(const Execution& finished) {
  events_ += finished.size();
  (void)tree_.learn(finished);
  if (!tree_.blocked()) take_in(finished);
  return next_node();
}

void Descents::take_in(const Execution& finished) {
  total_ += weight_;
  ++seen_;
  if (tree_.node().overtaken != kernel::kNobody) blame(finished);
  sample(finished);
}

void Descents::blame(const Execution& finished) {
  constexpr std::size_t kCauses = 256;
  const TreeNode& node = tree_.node();
  const std::size_t head = node.prefix.size() - 1;
  const kernel::GoroutineId first = node.prefix[head].transition().goroutine;
  const auto known = std::ranges::find_if(causes_, [&](const Cause& c) {
    return c.about == node.about && c.first == first && c.second == node.overtaken;
  });
  if (known != causes_.end()) {
    known->weight += weight_;
    return;
  }
  if (causes_.size() == kCauses) return;
  Cause cause{.about = node.about, .first = first, .second = node.overtaken, .weight = weight_};
  cause.first_event = cause.second_event = static_cast<std::uint32_t>(head);
  for (const kernel::Event& event : finished.events()) cause.execution.push_back(event.transition);
  const auto overtaken = std::find_if(
      cause.execution.begin() + static_cast<std::ptrdiff_t>(head) + 1, cause.execution.end(),
      [&](const kernel::Transition& t) { return t.involves(node.overtaken); });
  if (overtaken != cause.execution.end()) {
    cause.second_event = static_cast<std::uint32_t>(overtaken - cause.execution.begin());
  }
  causes_.push_back(std::move(cause));
}

/// Reservoir sampling: every child of the level has the same chance, and only those that are taken
/// are made.
void Descents::sample(const Execution& finished) {
  for (std::size_t c = 0; c < tree_.children(); ++c) {
    ++offered_;
    if (next_.size() < shape_.population) {
      next_.push_back(tree_.child(c, finished));
      continue;
    }
    const std::uint64_t place = dice_() % offered_;
    if (place < next_.size()) next_[place] = tree_.child(c, finished);
  }
}

/// Chooses what is executed next. False: all is done.
bool Descents::next_node() {
  if (events_ >= shape_.max_events) {
    rounds_.push_back(total_);  // at least so many
    return false;
  }
  if (level_.empty()) end_level();
  if (level_.empty()) {
    end_round();
    if (exact_ || rounds_.size() >= shape_.rounds) return false;
    tree_.visit({});
    return true;
  }
  tree_.visit(std::move(level_.back()));
  level_.pop_back();
  return true;
}

void Descents::end_level() {
  if (next_.empty()) return;
  sampled_ = sampled_ || offered_ > next_.size();
  weight_ *= static_cast<double>(offered_) / static_cast<double>(next_.size());
  offered_ = 0;
  std::swap(level_, next_);
}

void Descents::end_round() {
  rounds_.push_back(total_);
  most_seen_ = std::max(most_seen_, seen_);
  exact_ = !sampled_;
  sampled_ = false;
  seen_ = offered_ = 0;
  total_ = 0;
  weight_ = 1;
}

}  // namespace weft::search
