// What is left of searches, described field by field for archive.h.
#pragma once

#include <vector>

#include "weft/explorer/explore/archive.h"
#include "weft/explorer/search/auto.h"
#include "weft/explorer/search/bounded.h"
#include "weft/explorer/search/descents.h"
#include "weft/explorer/search/frontier.h"
#include "weft/explorer/search/naive.h"
#include "weft/explorer/search/pct.h"
#include "weft/explorer/search/random_walk.h"

// Each description stands where argument-dependent lookup finds it.
namespace weft::kernel {

template <typename Archive>
void field(Archive& a, Transition& t) {
  fields(a, t.goroutine, t.way, t.peer, t.peer_way);
}

template <typename Archive>
void field(Archive& a, Touch& touch) {
  fields(a, touch.resource, touch.mode);
  auto delta = static_cast<std::uint32_t>(touch.delta);
  delta = Archive::kReads ? 0 : delta << 1 ^ (0U - (delta >> 31));  // small if close to zero
  field(a, delta);
  if (Archive::kReads) touch.delta = static_cast<std::int32_t>(delta >> 1 ^ (0U - (delta & 1)));
}

}  // namespace weft::kernel

namespace weft::search {

template <typename Archive>
void field(Archive& a, Step& step) {
  const Planned before = step.view();
  Planned planned = before;
  std::vector<kernel::Touch> touches(before.touches.begin(), before.touches.end());
  fields(a, planned.transition, touches, planned.arrivals_unknown);
  planned.touches = touches;
  if (Archive::kReads) step = planned;
}

template <typename Archive>
void field(Archive& a, Frontier::Branch& branch) {
  fields(a, branch.step, branch.then);
}

template <typename Archive>
void field(Archive& a, Frontier::Node& node) {
  fields(a, node.taken, node.asleep, node.wakeup, node.then, node.shared, node.started);
}

template <typename Archive>
void field(Archive& a, Frontier::Part& part) {
  fields(a, part.nodes, part.analysed, part.again, part.blocked);
}

template <typename Archive>
void field(Archive& a, Frontier::Started& started) {
  fields(a, started.step, started.searches);
}

template <typename Archive>
void field(Archive& a, Frontier::Shared& shared) {
  fields(a, shared.asleep, shared.started, shared.wakeup);
}

template <typename Archive>
void field(Archive& a, Frontier& frontier) {
  fields(a, frontier.parts, frontier.shared);
}

template <typename Archive>
void field(Archive& a, Bounded::Node& n) {
  fields(a, n.first_child, n.taken, n.preemptions, n.block, n.reach, n.could_go_on, n.all_matter);
}

template <typename Archive>
void field(Archive& a, Bounded::Child& child) {
  fields(a, child.transition, child.preempts, child.equal_from);
}

template <typename Archive>
void field(Archive& a, Bounded::Saved& b) {
  fields(a, b.bound, b.nodes, b.children, b.analysed, b.again, b.blocked, b.met_bound);
}

template <typename Archive>
void field(Archive& a, Pct::Saved& pct) {
  fields(a, pct.dice, pct.goroutines, pct.steps, pct.executions);
}

template <typename Archive>
void field(Archive& a, RandomWalk::Saved& walk) {
  fields(a, walk.dice);
}

template <typename Archive>
void field(Archive& a, Descents::Rounds& r) {
  fields(a, r.count, r.mean, r.least, r.mean_log, r.squares_log, r.most_seen);
}

template <typename Archive>
void field(Archive& a, Descents::Saved& descents) {
  fields(a, descents.rounds, descents.dice);
}

template <typename Archive>
void field(Archive& a, Naive::Fork& fork) {
  fields(a, fork.taken, fork.width);
}

template <typename Archive>
void field(Archive& a, Naive::Saved& naive) {
  fields(a, naive.path);
}

template <typename Archive>
void field(Archive& a, Auto::Saved& s) {
  fields(a, s.phase, s.made, s.longest, s.executions, s.notes, s.at_least, s.bounded, s.all, s.pct);
}

}  // namespace weft::search
