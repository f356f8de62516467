#include "weft/explorer/search/descents.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "weft/explorer/search/about.h"

namespace weft::search {

using kernel::Execution;

namespace {

constexpr double kUnknown = std::numeric_limits<double>::infinity();

}  // namespace

void Descents::restart() {
  dice_.seed(shape_.seed);
  tree_.restart();
  level_.clear();
  next_.fill({});
  rounds_ = {};
  causes_.clear();
  events_ = 0;
  exact_ = false;
  begin_round();
}

void Descents::load(const Saved& saved) {
  restart();
  rounds_ = saved.rounds;
  dice_ = dice_of(saved.dice);
  begin_round();
}

/// The rounds are skewed, so the band is Student's for their logarithms, and at least a factor of
/// two wide either way. Its low end may rest on Markov's inequality instead: that all of n unbiased
/// rounds are more than k times too high has a probability of at most k^-n.
Descents::Size Descents::size() const {
  constexpr double kUnlikely = 0.025;
  const auto seen = static_cast<double>(std::max<std::uint64_t>({1, rounds_.most_seen, seen_}));
  if (rounds_.count == 0) {
    return {std::max(seen, total_), std::max(seen, total_ * kUnlikely), kUnknown};
  }
  const double mean = std::max(seen, rounds_.mean);
  if (exact_) return {mean, mean, mean};
  const auto n = static_cast<double>(rounds_.count);
  const double markov = std::max(seen, rounds_.least * std::pow(kUnlikely, 1 / n));
  if (rounds_.count == 1) return {mean, markov, kUnknown};
  constexpr std::array kStudent{12.7, 4.3, 3.2, 2.8, 2.6};  // by degrees of freedom, from one on
  const std::size_t freedom = std::min<std::size_t>(rounds_.count - 1, kStudent.size());
  const double deviation = std::sqrt(rounds_.squares_log / (n - 1) / n);
  const double factor = std::max(2.0, std::exp(kStudent[freedom - 1] * deviation));
  return {mean, std::max(markov, mean / factor), mean * factor};
}

kernel::Account Descents::account() const {
  const Size all = size();
  if (exact_)
    return {{}, {"the descents left out none of " + about(all.executions) + " executions"}};
  if (rounds_.count == 0) {
    return {{},
            {"the first descents did not come to their end: there are at least about " +
             about(all.executions) + " executions"}};
  }
  return {{},
          {"there are about " + about(all.executions) + " executions (" + about(all.low) + " to " +
           about(all.high) + "), as " + std::to_string(rounds_.count) + " rounds of " +
           std::to_string(shape_.population) + " descents have it"}};
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
  const auto all = finished.events().subspan(head + 1);
  const auto overtaken = std::ranges::find_if(all, [&](const kernel::Event& event) {
    return event.transition.involves(node.overtaken) &&
           std::ranges::any_of(finished.footprint(event), [&](const kernel::Touch& touch) {
             return touch.resource == node.about;
           });
  });
  if (overtaken != all.end()) {
    cause.second_event = static_cast<std::uint32_t>(head + 1 + (overtaken - all.begin()));
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
  if (events_ >= shape_.max_events) return false;
  if (level_.empty()) end_level();
  if (level_.empty()) {
    end_round();
    if (exact_ || rounds_.count >= shape_.rounds) return false;
    begin_round();
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

void Descents::begin_round() {
  before_round_ = dice_;
  sampled_ = false;
  seen_ = 0;
  total_ = 0;
  weight_ = 1;
}

/// (Welford's mean and variance.)
void Descents::end_round() {
  exact_ = !sampled_;
  rounds_.most_seen = std::max(rounds_.most_seen, seen_);
  ++rounds_.count;
  const auto n = static_cast<double>(rounds_.count);
  rounds_.mean += (total_ - rounds_.mean) / n;
  rounds_.least = rounds_.count == 1 ? total_ : std::min(rounds_.least, total_);
  const double log = std::log(std::max(1.0, total_));
  const double off = log - rounds_.mean_log;
  rounds_.mean_log += off / n;
  rounds_.squares_log += off * (log - rounds_.mean_log);
}

}  // namespace weft::search
