#include "weft/explorer/search/descents.h"

#include <algorithm>
#include <utility>

namespace weft::search {

using kernel::Execution;

void Descents::restart() {
  dice_.seed(shape_.seed);
  tree_.restart();
  level_.clear();
  next_.fill({});
  rounds_.clear();
  causes_.clear();
  most_seen_ = events_ = seen_ = 0;
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

/// Reservoir sampling, a reservoir for each rank among siblings: those of one rank have subtrees of
/// much the same size. Only those that are taken are made.
void Descents::sample(const Execution& finished) {
  for (std::size_t c = 0; c < tree_.children(); ++c) {
    const std::size_t rank = std::min(c, kRanks - 1);
    Stratum& stratum = next_[rank];
    ++stratum.offered;
    if (stratum.sample.size() < shape_.population) {
      stratum.sample.push_back(tree_.child(c, finished));
      continue;
    }
    const std::uint64_t place = dice_() % stratum.offered;
    if (place < stratum.sample.size()) stratum.sample[place] = tree_.child(c, finished);
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

/// Of the ranks laid end to end every n-th is taken: each has the same chance, and each rank as
/// many as are due to it.
void Descents::end_level() {
  std::uint64_t offered = 0;
  for (const Stratum& stratum : next_) offered += stratum.offered;
  if (offered == 0) return;
  const std::uint64_t taken = std::min<std::uint64_t>(offered, shape_.population);
  sampled_ = sampled_ || taken < offered;
  const double step = static_cast<double>(offered) / static_cast<double>(taken);
  weight_ *= step;
  double next = step * std::uniform_real_distribution<double>()(dice_);
  double end = 0;
  for (Stratum& stratum : next_) {
    end += static_cast<double>(stratum.offered);
    std::shuffle(stratum.sample.begin(), stratum.sample.end(), dice_);
    for (; next < end && !stratum.sample.empty(); next += step) {
      level_.push_back(std::move(stratum.sample.back()));
      stratum.sample.pop_back();
    }
    stratum = {};
  }
}

void Descents::end_round() {
  rounds_.push_back(total_);
  most_seen_ = std::max(most_seen_, seen_);
  exact_ = !sampled_;
  sampled_ = false;
  seen_ = 0;
  total_ = 0;
  weight_ = 1;
}

}  // namespace weft::search
