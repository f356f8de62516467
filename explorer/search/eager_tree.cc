#include "weft/explorer/search/eager_tree.h"

#include <algorithm>

namespace weft::search {

using kernel::Execution;
using kernel::Transition;

namespace {

/// What the two have in common that matters; kNoResource if it is only a goroutine.
kernel::ResourceId conflict_of(const Planned& a, const Planned& b) {
  for (const kernel::Touch& mine : a.touches) {
    for (const kernel::Touch& other : b.touches) {
      if (mine.resource == other.resource && kernel::conflict(mine.mode, other.mode)) {
        return mine.resource;
      }
    }
  }
  return kernel::kNoResource;
}

bool same(const std::vector<Step>& a, const std::vector<Step>& b) {
  return std::ranges::equal(a, b, {}, &Step::transition, &Step::transition);
}

}  // namespace

bool LiveSequences::advance(const Planned& step, const Execution& execution) {
  bool completed = false;
  std::erase_if(live_, [&](Live& live) {
    const std::vector<Step>& steps = *live.sequence;
    std::size_t left = 0;
    for (std::size_t s = 0; s < steps.size(); ++s) left += (live.gone >> s & 1) == 0 ? 1 : 0;
    for (std::size_t s = 0; s < steps.size(); ++s) {
      if ((live.gone >> s & 1) != 0) continue;
      if (steps[s].transition() == step.transition) {
        completed = completed || left == 1;
        live.gone |= std::uint64_t{1} << s;
        return false;
      }
      if (dependent(step, steps[s].view(), execution)) return true;
    }
    return false;
  });
  return !completed;
}

bool LiveSequences::completes(const Transition& transition) const {
  return std::ranges::any_of(live_, [&](const Live& live) {
    const std::vector<Step>& steps = *live.sequence;
    std::size_t last = steps.size();
    for (std::size_t s = 0; s < steps.size(); ++s) {
      if ((live.gone >> s & 1) != 0) continue;
      if (last != steps.size()) return false;
      last = s;
    }
    return last != steps.size() && steps[last].transition() == transition;
  });
}

void EagerTree::restart() {
  visit({});
}

void EagerTree::visit(TreeNode node) {
  node_ = std::move(node);
  live_.clear();
  children_.clear();
  gave_up_ = false;
}

/// Those attached to a position wake up there if something was put there.
void EagerTree::begin_live(std::size_t position) {
  if (position >= node_.flagged.size() || node_.flagged[position] == 0) return;
  for (const auto& [at, sequence] : node_.done) {
    if (at == position) live_.begin(sequence);
  }
}

Transition EagerTree::choose(kernel::Open& open) {
  const Execution& so_far = open.so_far();
  const std::size_t depth = so_far.size();
  if (depth > 0 && !live_.advance(executed(so_far, depth - 1), so_far)) gave_up_ = true;
  begin_live(depth);
  if (gave_up_) return {};
  if (depth < node_.prefix.size()) {
    const Transition& planned = node_.prefix[depth].transition();
    if (open.enabled(planned)) return planned;
    gave_up_ = true;
    return {};
  }
  const Transition usual = open.usual();
  if (usual.none() || !live_.completes(usual)) return usual;
  const auto all = open.all();
  const auto other =
      std::ranges::find_if(all, [this](const Transition& t) { return !live_.completes(t); });
  if (other != all.end()) return *other;
  gave_up_ = true;
  return {};
}

bool EagerTree::learn(const Execution& finished) {
  children_.clear();
  if (gave_up_) return false;
  reversals_.find_every_past(finished, [&](std::size_t position) {
    return consider(position, reversals_.sequence(), finished);
  });
  sort_out(finished);
  return !children_.empty();
}

/// Keeps of the sequence what its last step rests on.
bool EagerTree::consider(std::size_t position, const Sequence& sequence,
                         const Execution& execution) {
  if (position < node_.flagged.size() && node_.flagged[position] != 0) return true;
  std::vector<std::uint8_t> in(sequence.size(), 0);
  in.back() = 1;
  for (std::size_t k = sequence.size() - 1; k-- > 0;) {
    for (std::size_t later = k + 1; later < sequence.size() && in[k] == 0; ++later) {
      in[k] = in[later] != 0 && dependent(sequence[k], sequence[later], execution) ? 1 : 0;
    }
  }
  needed_.assign(execution.size(), 0);
  std::size_t nth = 0;
  for (std::size_t k = position; k < execution.size(); ++k) {
    if (reversals_.keeps(k)) needed_[k] = in[nth++];
  }
  const Transition& reversed = sequence.back().transition;
  for (std::size_t k = position; k < execution.size(); ++k) {
    if (reversals_.keeps(k) || !execution[k].transition.involves(reversed.goroutine)) continue;
    if (execution[k].transition == reversed) needed_[k] = 1;  // it is executed there
    break;
  }
  if (!fresh(position, execution, needed_)) return true;
  auto steps = std::make_shared<std::vector<Step>>();
  for (std::size_t s = 0; s < sequence.size(); ++s) {
    if (in[s] != 0) steps->emplace_back(sequence[s]);
  }
  if (steps->size() > 64) return true;  // of a live sequence that many steps are followed
  const auto known = [&](const Child& c) {
    return c.position == position && same(*c.sequence, *steps);
  };
  if (std::ranges::any_of(children_, known)) return true;
  children_.push_back({.position = static_cast<std::uint32_t>(position),
                       .sequence = std::move(steps),
                       .moved = {},
                       .about = conflict_of(executed(execution, position), sequence.back())});
  return true;
}

/// What was reversed later must still come about: else it is for an ancestor to reverse this.
bool EagerTree::fresh(std::size_t position, const Execution& execution,
                      const std::vector<std::uint8_t>& needed) const {
  return std::ranges::all_of(node_.heads, [&](std::uint32_t head) {
    return head <= position || head >= execution.size() || needed[head] != 0;
  });
}

/// Leaves out what ancestors and their earlier siblings have explored.
void EagerTree::sort_out(const Execution& execution) {
  std::ranges::stable_sort(children_, {}, &Child::position);
  LiveSequences here;
  std::swap(here, live_);
  live_.clear();
  std::size_t at = 0;
  begin_live(0);
  std::erase_if(children_, [&](const Child& child) {
    for (; at < child.position; ++at) {
      (void)live_.advance(executed(execution, at), execution);
      begin_live(at + 1);
    }
    LiveSequences live = live_;
    return std::ranges::any_of(
        *child.sequence, [&](const Step& step) { return !live.advance(step.view(), execution); });
  });
  for (Child& child : children_) carry_along(child, execution);
}

void EagerTree::carry_along(Child& child, const Execution& execution) const {
  for (const auto& [from, sequence] : node_.done) {
    if (from <= child.position || from >= execution.size() || node_.flagged[from] == 0) continue;
    const auto head =
        std::ranges::find_if(node_.heads, [least = from](auto h) { return h >= least; });
    if (head == node_.heads.end()) continue;
    const Transition& reversed = execution[*head].transition;
    const bool carried = std::ranges::any_of(
        *child.sequence, [&](const Step& s) { return s.transition() == reversed; });
    if (!carried) continue;
    if (auto moved = moved_back(child.position, from, sequence, execution)) {
      child.moved.push_back(std::move(moved));
    }
  }
}

/// The sequence as it would have been found at an earlier position; null if it would not.
DoneSequence EagerTree::moved_back(std::size_t to, std::size_t from, const DoneSequence& done,
                                   const Execution& execution) const {
  Sequence all;
  for (std::size_t k = to; k < from; ++k) all.push_back(executed(execution, k));
  for (const Step& step : *done) all.push_back(step.view());
  // After what is overtaken comes whatever depends on it.
  std::vector<std::uint8_t> after(all.size(), 0);
  after[0] = 1;
  for (std::size_t k = 1; k < all.size(); ++k) {
    for (std::size_t j = 0; j < k && after[k] == 0; ++j) {
      after[k] = after[j] != 0 && dependent(all[j], all[k], execution) ? 1 : 0;
    }
  }
  if (after.back() == 0) return nullptr;
  std::vector<std::uint8_t> in(all.size(), 0);
  in.back() = 1;
  for (std::size_t k = all.size() - 1; k-- > 0;) {
    if (after[k] != 0) {
      if (share_goroutine(all[k].transition, all.back().transition)) return nullptr;
      continue;
    }
    for (std::size_t later = k + 1; later < all.size() && in[k] == 0; ++later) {
      in[k] = in[later] != 0 && dependent(all[k], all[later], execution) ? 1 : 0;
    }
  }
  auto steps = std::make_shared<std::vector<Step>>();
  for (std::size_t k = 0; k < all.size(); ++k) {
    if (in[k] != 0) steps->emplace_back(all[k]);
  }
  return steps->size() > 64 ? nullptr : DoneSequence(std::move(steps));
}

TreeNode EagerTree::child(std::size_t n, const Execution& finished) const {
  const Child& child = children_[n];
  TreeNode node;
  const std::size_t position = child.position;
  for (std::size_t k = 0; k < position; ++k) node.prefix.emplace_back(executed(finished, k));
  node.prefix.insert(node.prefix.end(), child.sequence->begin(), child.sequence->end());
  node.flagged.assign(node.prefix.size(), 1);
  for (std::size_t k = 0; k < position; ++k) {
    node.flagged[k] = k < node_.flagged.size() ? node_.flagged[k] : 0;
  }
  for (const std::uint32_t head : node_.heads) {
    if (head < position) node.heads.push_back(head);
  }
  node.heads.push_back(static_cast<std::uint32_t>(node.prefix.size() - 1));
  for (const auto& [at, sequence] : node_.done) {
    if (at <= position) node.done.emplace_back(at, sequence);
  }
  for (std::size_t sibling = 0; sibling < n; ++sibling) {
    node.done.emplace_back(children_[sibling].position, children_[sibling].sequence);
  }
  for (const DoneSequence& moved : child.moved) node.done.emplace_back(child.position, moved);
  node.overtaken = finished[position].transition.goroutine;
  node.about = child.about;
  return node;
}

}  // namespace weft::search
