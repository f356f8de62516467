#include "weft/explorer/search/auto.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "weft/explorer/search/about.h"

namespace weft::search {
namespace {

// Shares of the budget: by which `bounded` must be over, and of what is left then, for the
// estimate.
constexpr double kForBounded = 0.25;
constexpr double kForSizing = 0.2;

std::string counted(std::uint64_t executions) {
  return std::to_string(executions) + (executions == 1 ? " execution" : " executions");
}

}  // namespace

kernel::Strategy& Auto::current() {
  return const_cast<kernel::Strategy&>(std::as_const(*this).current());
}

const kernel::Strategy& Auto::current() const {
  if (phase_ == Phase::bounded) return bounded_;
  if (phase_ == Phase::sizing) return *descents_;
  if (phase_ == Phase::all) return *all_;
  return pct_;
}

bool Auto::learn(const kernel::Execution& finished) {
  ++made_;
  ++executions();
  longest_ = std::max<std::uint64_t>(longest_, finished.size());
  const bool more = current().learn(finished);
  if (phase_ == Phase::random) return true;
  if (phase_ == Phase::bounded) return learn_bounded(more);
  if (phase_ == Phase::sizing) {
    learn_sizing(more);
    return true;
  }
  if (more) learn_all();
  return more;
}

bool Auto::learn_bounded(bool more) {
  if (!more && !bounded_.met_bound()) return false;
  if (!more) {
    leave_bounded("every execution with at most " + std::to_string(kPreemptions) +
                  " preemptions was explored");
  } else if (budget_(made_).share <= 1 - kForBounded) {
    const kernel::Account account = bounded_.account();
    leave_bounded(account.notes.empty() ? "executions with no preemptions were explored"
                                        : account.notes.front());
  }
  return true;
}

void Auto::leave_bounded(const std::string& so_far) {
  notes_.push_back("first " + so_far + " (" + counted(executions()) + ")");
  begin_sizing(budget_(made_));
}

/// Without a budget there is nothing to decide.
///
/// The tree has hardly more levels than half the longest execution has events.
void Auto::begin_sizing(const Left& left) {
  phase_ = Phase::all;
  if (!std::isfinite(left.executions)) return;
  phase_ = Phase::sizing;
  executions() = 0;
  share_after_sizing_ = left.share * (1 - kForSizing);
  Descents::Shape shape{.seed = seed_};
  const double levels = std::max(1.0, static_cast<double>(longest_) / 2);
  const double population =
      left.executions * kForSizing / (levels * static_cast<double>(shape.rounds));
  shape.population =
      static_cast<std::size_t>(std::clamp(population, 4.0, static_cast<double>(shape.population)));
  descents_.emplace(shape);
}

void Auto::learn_sizing(bool more) {
  if (more && budget_(made_).share > share_after_sizing_) return;
  judge_size();
  descents_.reset();
}

void Auto::judge_size() {
  const Descents::Size size = descents_->size();
  const double left = budget_(made_).executions;
  at_least_ = size.low;
  const bool hopeless = at_least_ > left;
  // So few descents are mostly too low, by far if the tree is huge.
  std::string note = "then descents (" + counted(executions()) + "): every trace takes " +
                     (descents_->exact() ? "" : "at least about ") + about(size.executions) +
                     " executions";
  if (hopeless) note += ", and the budget leaves " + about(left);
  notes_.push_back(std::move(note));
  phase_ = hopeless ? Phase::random : Phase::all;
}

/// Those that are left to make, even if they are as few as they may be.
bool Auto::too_many(const Left& left) const {
  return at_least_ - static_cast<double>(executions(Phase::all)) > left.executions;
}

/// It may be slower than what came before it, or longer than was estimated.
void Auto::learn_all() {
  if (!std::has_single_bit(executions()) && executions() % 1024 != 0) return;
  if (too_many(budget_(made_))) give_all_up();
}

void Auto::give_all_up() {
  notes_.push_back("then a part of the traces (" + counted(executions()) +
                   "), for the budget did not allow all");
  phase_ = Phase::random;
}

void Auto::restart() {
  bounded_.restart();
  descents_.reset();
  all_->restart();
  pct_.restart();
  phase_ = Phase::bounded;
  made_ = longest_ = 0;
  executions_ = {};
  at_least_ = 0;
  notes_.clear();
}

kernel::Account Auto::account() const {
  kernel::Account account;
  account.notes = notes_;
  const std::string made = counted(executions(phase_));
  if (phase_ == Phase::bounded) {
    for (std::string& note : bounded_.account().notes) account.notes.push_back(std::move(note));
  } else if (phase_ == Phase::sizing) {
    account.notes.push_back("then descents (" + made + ")");
  } else if (phase_ == Phase::all) {
    account.notes.push_back("then every trace (" + made + ")");
  } else {
    for (std::string& note : pct_.account().notes) {
      account.notes.push_back("then random executions (" + std::to_string(executions(phase_)) +
                              "): " + std::move(note));
    }
  }
  return account;
}

Auto::Saved Auto::save() {
  return {.phase = phase_,
          .made = made_,
          .longest = longest_,
          .executions = {executions_.begin(), executions_.end()},
          .notes = notes_,
          .at_least = at_least_,
          .bounded = bounded_.save(),
          .all = frontier_of({&all_, 1}),
          .pct = pct_.save()};
}

void Auto::load(Saved saved) {
  restart();
  phase_ = saved.phase;
  made_ = saved.made;
  longest_ = saved.longest;
  saved.executions.resize(executions_.size());
  std::ranges::copy(saved.executions, executions_.begin());
  notes_ = std::move(saved.notes);
  at_least_ = saved.at_least;
  bounded_.load(std::move(saved.bounded));
  all_ = std::move(searches_of(saved.all).at(0));
  pct_.load(saved.pct);
  const Left left = budget_(made_);
  if (phase_ == Phase::sizing) begin_sizing(left);
  if (phase_ != Phase::random || too_many(left)) return;
  notes_.push_back("then random executions (" + std::to_string(executions()) + ')');
  phase_ = Phase::all;
}

}  // namespace weft::search
