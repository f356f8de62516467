#include "weft/explorer/search/pct.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "weft/explorer/search/dice.h"

namespace weft::search {

using kernel::GoroutineId;
using kernel::kNobody;
using kernel::Transition;

namespace {

std::string percent(double share) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3g %%", 100 * share);
  return text.data();
}

}  // namespace

void Pct::restart() {
  dice_.seed(seed_);
  goroutines_ = steps_ = 1;
  executions_ = 0;
}

Pct::Saved Pct::save() const {
  return {.dice = text_of(dice_),
          .goroutines = goroutines_,
          .steps = steps_,
          .executions = executions_};
}

void Pct::load(const Saved& saved) {
  dice_ = dice_of(saved.dice);
  goroutines_ = saved.goroutines;
  steps_ = std::max<std::uint64_t>(1, saved.steps);
  executions_ = saved.executions;
}

void Pct::begin() {
  priorities_.clear();
  changes_.clear();
  for (unsigned i = 1; i < depth_; ++i) changes_.push_back(dice_() % steps_);
}

/// At first a random one above those that changes give, which are 1 to d-1.
Pct::Priority& Pct::priority(GoroutineId g) {
  if (priorities_.size() <= index(g)) priorities_.resize(index(g) + 1, 0);
  Priority& mine = priorities_[index(g)];
  if (mine == 0) mine = dice_() | std::uint64_t{1} << 63;
  return mine;
}

GoroutineId Pct::highest(std::span<const Transition> all) {
  GoroutineId found = kNobody;
  for (const Transition& t : all) {
    for (const GoroutineId g : {t.goroutine, t.peer}) {
      if (g == kNobody) continue;
      if (found == kNobody || priority(g) > priority(found)) found = g;
    }
  }
  return found;
}

Transition Pct::choose(kernel::Open& open) {
  const std::size_t step = open.so_far().size();
  if (step == 0) begin();
  const auto all = open.all();
  if (all.empty()) return {};
  for (std::size_t i = 0; i < changes_.size(); ++i) {
    if (changes_[i] == step) priority(highest(all)) = i + 1;
  }
  const GoroutineId g = highest(all);
  const auto of_it = [g](const Transition& t) { return t.involves(g); };
  auto nth = static_cast<std::ptrdiff_t>(
      dice_() % static_cast<std::uint64_t>(std::ranges::count_if(all, of_it)));
  return *std::ranges::find_if(all, [&](const Transition& t) { return of_it(t) && nth-- == 0; });
}

/// What did not fit into what was taken for the longest does not count: its changes came too early.
bool Pct::learn(const kernel::Execution& finished) {
  const std::size_t goroutines = finished.started().size();
  if (goroutines <= goroutines_ && finished.size() <= steps_) {
    ++executions_;
  } else {
    goroutines_ = std::max(goroutines_, goroutines);
    steps_ = std::max(steps_, finished.size());
    executions_ = 0;
  }
  return true;
}

double Pct::probability() const {
  return 1 / (static_cast<double>(goroutines_) *
              std::pow(static_cast<double>(steps_), static_cast<double>(depth_) - 1));
}

kernel::Account Pct::account() const {
  const double once = probability();
  const double ever = -std::expm1(static_cast<double>(executions_) * std::log1p(-once));
  std::string formula = depth_ > 1 ? "1/(" : "1/";  // appended to: GCC 12 misreads "text" + string
  formula += std::to_string(goroutines_);
  if (depth_ > 1) formula += " x " + std::to_string(steps_);
  if (depth_ > 2) formula += '^' + std::to_string(depth_ - 1);
  if (depth_ > 1) formula += ')';
  return {.bound = {},
          .notes = {"each execution shows a bug of depth " + std::to_string(depth_) +
                    " with a probability of at least " + formula + " = " + percent(once) +
                    "; so many of them with at least " + percent(once < 1 ? ever : 1)}};
}

}  // namespace weft::search
