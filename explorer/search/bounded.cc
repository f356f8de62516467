#include "weft/explorer/search/bounded.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "weft/explorer/search/blocks.h"
#include "weft/explorer/search/preemption.h"

namespace weft::search {

using kernel::Execution;
using kernel::Transition;

void Bounded::restart() {
  bound_ = 0;
  nodes_.clear();
  children_.clear();
  analysed_ = 0;
  last_ = nullptr;
  blocked_ = 0;
  gave_up_ = false;
  met_bound_ = false;
  done_ = false;
}

Bounded::Saved Bounded::save() const {
  return {.bound = bound_,
          .nodes = nodes_,
          .children = children_,
          .analysed = analysed_,
          .again = reversals_.looked_at_again(),
          .blocked = blocked_,
          .met_bound = met_bound_};
}

void Bounded::load(Saved saved) {
  restart();
  std::size_t first = 0;
  for (const Node& node : saved.nodes) {
    const bool sound = first <= node.first_child && node.first_child <= node.taken &&
                       node.taken < saved.children.size();
    if (!sound) throw std::invalid_argument("what is left of the search makes no sense");
    first = node.first_child;
  }
  bound_ = saved.bound;
  nodes_ = std::move(saved.nodes);
  children_ = std::move(saved.children);
  analysed_ = std::min<std::size_t>(saved.analysed, nodes_.size());
  reversals_.look_again_at(saved.again);
  blocked_ = saved.blocked;
  met_bound_ = saved.met_bound;
}

kernel::Account Bounded::account() const {
  const auto preemptions = [](std::uint32_t n) {
    return std::to_string(n) + (n == 1 ? " preemption" : " preemptions");
  };
  kernel::Account account;
  if (done_ && met_bound_) account.bound = preemptions(bound_);
  if (!done_ && bound_ > 0) {
    account.notes.push_back("every execution with at most " + preemptions(bound_ - 1) +
                            " was explored");
  }
  return account;
}

Transition Bounded::choose(kernel::Open& open) {
  const std::size_t depth = open.so_far().size();
  if (depth == nodes_.size()) {
    if (!open_node(open)) return {};
  } else if (!open.enabled(children_[nodes_[depth].taken].transition)) {
    gave_up_ = true;  // it did not behave as it did before
    return {};
  }
  return children_[nodes_[depth].taken].transition;
}

/// False: nothing can happen, or all that can has been explored in another order.
bool Bounded::open_node(kernel::Open& open) {
  list_children(open);
  if (nodes_.back().first_child == children_.size()) {
    nodes_.pop_back();
    return false;
  }
  extend_block(open.so_far());
  find_equals(open.so_far());
  if (take_next(nodes_.back().first_child)) return true;
  gave_up_ = true;
  children_.resize(nodes_.back().first_child);
  nodes_.pop_back();
  return false;
}

/// First who goes on, the usual transition before others, then who preempts.
void Bounded::list_children(kernel::Open& open) {
  const Execution& so_far = open.so_far();
  const auto first = static_cast<std::uint32_t>(children_.size());
  const std::uint32_t before =
      nodes_.empty()
          ? 0
          : nodes_.back().preemptions + (children_[nodes_.back().taken].preempts ? 1 : 0);
  const Transition usual = open.usual();
  const auto all = open.all();
  const bool could = could_go_on(all, so_far);
  nodes_.push_back({first, first, before, 0, 0, could, false});
  for (const bool preempts : {false, true}) {
    for (const Transition& t : all) {
      if ((could && switches(t, so_far)) != preempts) continue;
      children_.push_back({t, preempts, kNone});
      Child& place = children_[first];
      if (t == usual && place.preempts == preempts) std::swap(place, children_.back());
    }
  }
}

/// Where the block of the last event began, and how far up it could go.
void Bounded::extend_block(const Execution& so_far) {
  const std::size_t here = so_far.size();
  if (here == 0) return;
  const std::size_t last = here - 1;
  const Node& before = nodes_[last];
  Node& node = nodes_[here];
  const bool goes_on =
      last > 0 && share_goroutine(so_far[last - 1].transition, so_far[last].transition);
  node.block = goes_on ? before.block : static_cast<std::uint32_t>(last);
  node.reach = node.block;
  const std::uint32_t limit = goes_on ? before.reach : 0;
  while (node.reach > limit && !ordered(so_far, node.reach - 1, last)) --node.reach;
}

void Bounded::find_equals(const Execution& so_far) {
  const Node& node = nodes_.back();
  if (node.reach == node.block) return;
  const auto all = std::span(children_).subspan(node.first_child);
  const Transition& left = so_far[node.block - 1].transition;
  const bool left_could_go_on = std::ranges::any_of(
      all, [&](const Child& child) { return share_goroutine(child.transition, left); });
  const std::uint32_t who_goes_on = equal_from(so_far, /*goes_on=*/true, left_could_go_on);
  const std::uint32_t others = equal_from(so_far, /*goes_on=*/false, left_could_go_on);
  const std::uint32_t back = equal_from(so_far, /*goes_on=*/false, /*left_could_go_on=*/false);
  for (Child& child : all) {
    if (!switches(child.transition, so_far)) {
      child.equal_from = who_goes_on;
    } else {
      child.equal_from = share_goroutine(child.transition, left) ? back : others;
    }
  }
}

/// The block ends here, or `goes_on`: had it happened earlier, at no higher price and where that
/// was explored before?
std::uint32_t Bounded::equal_from(const Execution& so_far, bool goes_on,
                                  bool left_could_go_on) const {
  const Node& node = nodes_.back();
  const Transition& first = so_far[node.block].transition;
  const int end_now = !goes_on && node.could_go_on ? 1 : 0;
  const int end_then = left_could_go_on ? 1 : 0;
  bool unsure = node.could_go_on;
  int inside = 0;  // switches that would become preemptions
  for (std::uint32_t at = node.block; at-- > node.reach;) {
    unsure = unsure || bears_on_next(so_far, at);
    if (at + 1 < node.block && free_switch(so_far, at + 1) &&
        could_then_go_on(so_far, at, node.block)) {
      ++inside;
    }
    if (!explored_at(at, first)) continue;
    const bool same = at > 0 && share_goroutine(so_far[at - 1].transition, first);
    const int now = (preempted_at(at) ? 1 : 0) + (preempted_at(node.block) ? 1 : 0) + end_now;
    const int then =
        (!same && nodes_[at].could_go_on ? 1 : 0) + (unsure ? 1 : 0) + end_then + inside;
    if (then <= now) return at;
  }
  return kNone;
}

/// Whether `event` is of other goroutines than the one before, which could not have gone on.
bool Bounded::free_switch(const Execution& so_far, std::size_t event) const {
  return !nodes_[event].could_go_on &&
         !share_goroutine(so_far[event - 1].transition, so_far[event].transition);
}

bool Bounded::explored_at(std::size_t node, const Transition& first) const {
  const auto before = children(node).first(nodes_[node].taken - nodes_[node].first_child);
  return std::ranges::any_of(before, [&](const Child& c) { return c.transition == first; });
}

bool Bounded::preempted_at(std::size_t event) const {
  return children_[nodes_[event].taken].preempts;
}

std::span<const Bounded::Child> Bounded::children(std::size_t node) const {
  const std::size_t end =
      node + 1 < nodes_.size() ? nodes_[node + 1].first_child : children_.size();
  return std::span(children_).subspan(nodes_[node].first_child, end - nodes_[node].first_child);
}

/// The next child of the last node that is within the bound and not explored in another order.
bool Bounded::take_next(std::uint32_t from) {
  const std::size_t here = nodes_.size() - 1;
  for (std::uint32_t c = from; c < children_.size(); ++c) {
    Node& node = nodes_[here];
    if (c > node.first_child && !node.all_matter) return false;
    if (children_[c].preempts && node.preemptions == bound_) {
      met_bound_ = true;
      continue;
    }
    if (children_[c].equal_from == kNone) {
      node.taken = c;
      return true;
    }
    // What it would have shown was seen from other prefixes: of these here, nothing is known.
    for (std::size_t n = children_[c].equal_from + 1; n <= here; ++n) nodes_[n].all_matter = true;
  }
  return false;
}

bool Bounded::learn(const Execution& finished) {
  while (nodes_.size() > finished.size()) {
    children_.resize(nodes_.back().first_child);
    nodes_.pop_back();
  }
  if (gave_up_) {
    ++blocked_;
    gave_up_ = false;
  } else {
    note_conflicts(finished);
  }
  last_ = &finished;
  done_ = !backtrack() && !next_bound();
  return !done_;
}

bool Bounded::backtrack() {
  while (!nodes_.empty()) {
    if (take_next(nodes_.back().taken + 1)) {
      analysed_ = std::min(analysed_, nodes_.size() - 1);
      return true;
    }
    children_.resize(nodes_.back().first_child);
    nodes_.pop_back();
  }
  return false;
}

bool Bounded::next_bound() {
  if (!met_bound_ || bound_ == most_) return false;
  const std::uint32_t next = bound_ + 1;
  const std::uint64_t blocked = blocked_;
  restart();
  bound_ = next;
  blocked_ = blocked;
  return true;
}

}  // namespace weft::search
