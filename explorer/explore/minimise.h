// The simplest way to show a finding: fewest preemptions, then fewest switches, then fewest steps.
//
// Prefixes are tried in the order of what they cost. Two prefixes that are orders of the same
// trace and end in the same goroutine have the same future at the same price, so only the cheaper
// one goes on; what is left is a shortest-path search, and when it reaches the finding nothing
// cheaper exists. Beforehand the same search, kept to the events of the failing execution, finds
// something good for the case that the budget ends the full one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "weft/explorer/explore/cost.h"
#include "weft/explorer/explore/inspector.h"
#include "weft/explorer/explore/schedule.h"
#include "weft/explorer/explore/target.h"
#include "weft/explorer/explore/trace_hash.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

struct Smallest {
  Schedule schedule;
  Broken broken;
  Cost cost;
  bool proved = false;  ///< nothing smaller exists
};

class Minimiser {
 public:
  /// All must outlive it.
  Minimiser(kernel::World& world, const kernel::Body& body, Inspector& inspector)
      : world_(world), body_(body), inspector_(inspector) {}

  /// `schedule` shows `broken`. Nothing is returned if it does not do so again.
  [[nodiscard]] std::optional<Smallest> smallest(const Schedule& schedule, const Broken& broken);

 private:
  class Prober;
  class Endings;
  using Level = std::pair<std::uint32_t, std::uint32_t>;  // preemptions, switches
  struct Node {
    std::uint32_t parent;
    kernel::Transition transition;
    Level level;
  };

  [[nodiscard]] bool start(const Schedule& schedule, const Broken& broken);
  [[nodiscard]] bool search(std::uint64_t budget);
  void probe(std::uint32_t node);
  void look_at(const kernel::Execution& execution, const std::vector<Cost>& costs);
  [[nodiscard]] bool lasts(const Smallest& circle);
  std::uint32_t add(std::uint32_t parent, const kernel::Transition& t, const Cost& cost);

  kernel::World& world_;
  const kernel::Body& body_;
  Inspector& inspector_;
  std::optional<Target> target_;
  std::optional<Smallest> best_;
  std::vector<Node> nodes_;  // prefixes, as a tree
  std::map<Level, std::vector<std::uint32_t>> waiting_;
  std::unordered_set<std::uint64_t> seen_;
  std::vector<std::uint64_t> allowed_;  // names of events, sorted; empty: all are
  TraceHash hash_;
  std::uint64_t events_ = 0;
  bool learned_ = false;
  bool doubtful_ = false;  // something smaller shows itself, but not when it is replayed
};

}  // namespace weft
