// What else could have happened: from the record of one complete execution E, every pair (i, t)
// such that t, a transition of E or one that E's operations had to offer, could happen before
// event i instead of after it or of not at all. With it the wakeup sequence that gets there:
// all of E after i that does not depend on i, then t.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/row.h"
#include "weft/explorer/search/happens_before.h"
#include "weft/explorer/search/parts.h"
#include "weft/explorer/search/wakeup_tree.h"

namespace weft::search {

class Reversals {
 public:
  /// A wakeup sequence belongs at the prefix of the first `position` events. False: a step that has
  /// been explored there leads to it. Then it is looked at again when other events follow, for
  /// together with those it may be one that the step does not lead to.
  using Found = std::function<bool(std::size_t position)>;
  /// The step that is this transition, if it has been explored from the prefix of so many events;
  /// or none.
  using Explored = std::function<Planned(std::size_t position, const kernel::Transition&)>;

  /// Reports every reversal of `execution` that has to do with an event from `first_new` on: the
  /// events before are those of the execution analysed last.
  void find(const kernel::Execution& execution, std::size_t first_new, const Found& found,
            const Explored& explored = nobody_knows);

  /// Of the execution analysed last.
  [[nodiscard]] const HappensBefore& order() const { return order_; }
  /// Every reversal of `execution`, alone: what was not executed is put behind every part of E that
  /// it can follow, not only behind the largest ones.
  void find_every_past(const kernel::Execution& execution, const Found& found);
  // While something is reported:
  /// The sequence, written down. It may be used up.
  [[nodiscard]] Sequence& sequence();
  /// Whether this event, behind the position, is part of it.
  [[nodiscard]] bool keeps(std::size_t event) const { return kept_[event] != 0; }
  /// Whether an execution that begins with `step` is one that the sequence leads to: see
  /// weak_initial(), which needs it written down. Most that are found are refused for that.
  [[nodiscard]] bool is_led_to_by(const Planned& step);
  /// The same for the event that is overtaken.
  [[nodiscard]] bool is_led_to_by_overtaken() const;

  /// By operation: what find() will look at again, as said above.
  [[nodiscard]] std::vector<std::uint8_t> looked_at_again() const;
  /// Goes on in the place of another that had analysed an execution, and left this.
  void look_again_at(const std::vector<std::uint8_t>& again);

 private:
  /// A transition under consideration and the operations it takes.
  struct Candidate {
    kernel::Transition transition;
    kernel::OperationId operations[2];
    int count;
  };
  /// Accesses to one resource, gone through backwards.
  struct History {
    std::uint32_t access;
    kernel::ResourceId resource;
    bool of_writes;  // leaves out mere reads
  };
  /// One side of a meeting that an operation has to offer.
  struct Offer {
    kernel::ResourceId point;
    kernel::Side side;
    kernel::GoroutineId goroutine;
    kernel::OperationId operation;
    std::uint16_t way;
  };

  // candidates.cc: which transitions to consider.
  void collect_offers();
  void consider_every_way();
  void consider_ways(kernel::OperationId id);
  void consider_meetings();
  void consider_meetings_of(const Offer& offer, std::size_t first, std::size_t last);
  void consider_meeting(const Offer& a, const Offer& b);
  [[nodiscard]] bool is_new(kernel::OperationId id) const;
  [[nodiscard]] bool concerns_new_events(const Candidate& t) const;
  [[nodiscard]] bool can_be_raised(const Candidate& t, std::size_t i) const;

  // reversals.cc: which events to reverse them with.
  /// Of what was executed.
  [[nodiscard]] std::size_t event_of(const Candidate& t) const {
    return index(execution_->operation(t.operations[0]).executed);
  }
  void look_again_at(kernel::OperationId id);
  void collect_events_again();
  void reverse_executed(std::size_t j);
  void consider(const Candidate& t);
  bool reverse_at(std::size_t i, const Candidate& t);
  [[nodiscard]] bool needs(const Candidate& t, std::size_t i) const;
  [[nodiscard]] bool made_right(const kernel::Condition& c, std::size_t i) const;
  /// Whether what happens before i needs not be looked at any more.
  bool settle(std::size_t i, const Candidate& t);
  [[nodiscard]] bool in_program_past(std::size_t event, const Candidate& t) const;
  [[nodiscard]] bool may_conflict(std::size_t i, const Candidate& t) const;
  // histories.cc: where to look for them.
  void start_histories(std::size_t j, const Candidate& t);
  void start_histories_of_all(std::size_t end, const Candidate& t);
  void start_history(kernel::ResourceId resource, std::size_t j, bool of_writes, std::uint32_t id);
  [[nodiscard]] bool covered(kernel::ResourceId resource, bool of_writes) const;
  [[nodiscard]] std::uint32_t next_in_histories(std::uint32_t event, bool settled);
  [[nodiscard]] std::uint32_t next_in(History& history, std::uint32_t event, bool settled) const;
  [[nodiscard]] std::uint32_t behind(std::uint32_t id, bool settled) const;

  // refusals.cc: what is known not to be new.
  /// The reversal of two events was refused for a step that has nothing to do with its sequence.
  struct Refusal {
    std::uint32_t overtaken;
    std::uint32_t event;
    kernel::OperationId operations[2];  ///< what took part in it
    Sketch by;                          ///< of that step, and of what is asked for
  };
  static Planned nobody_knows(std::size_t /*position*/, const kernel::Transition& /*what*/) {
    return {};
  }
  [[nodiscard]] bool depends_on_footprints_only(const Candidate& t) const;
  [[nodiscard]] bool is_explored_before(std::size_t i, std::size_t j, const Candidate& t) const;
  void note_refusal(std::size_t i, std::size_t j, const Candidate& t, bool whole);
  [[nodiscard]] bool still_holds(const Refusal& refusal) const;
  void review_refusals();

  // configuration.cc: the hypothetical configuration E[0..cut_) and the members of kept_.
  void keep_independent(std::size_t i, const Candidate& t);
  [[nodiscard]] bool in_configuration(std::size_t event) const {
    return event < cut_ || kept_[event] != 0;
  }
  /// The events of kept_, in order.
  [[nodiscard]] std::span<const std::uint32_t> all_kept() const {
    return {kept_list_.data(), kept_count_};
  }
  void list_kept();
  [[nodiscard]] std::int32_t count(kernel::ResourceId resource) const;
  [[nodiscard]] std::int32_t count_of_few(kernel::ResourceId resource) const;
  [[nodiscard]] bool holds(kernel::AlternativeId id) const;
  [[nodiscard]] bool waits(kernel::OperationId id) const;
  [[nodiscard]] bool has_news(const kernel::OperationRecord& operation) const;
  [[nodiscard]] bool enabled(const Candidate& t) const;
  [[nodiscard]] bool any_way_open(const kernel::OperationRecord& operation) const;
  [[nodiscard]] bool decides(std::size_t event, const Candidate& t) const;
  [[nodiscard]] bool ready(const Candidate& t) const;

  // shrinking.cc: parts of the configuration.
  [[gnu::noinline]] bool shrink_until_enabled(std::size_t i, const Candidate& t);
  void leave_out_what_decides(const Candidate& t, std::size_t part);
  void leave_out_for(const kernel::Condition& c, const Candidate& t, std::size_t part);
  [[nodiscard]] bool makes_no_difference(const HappensBefore::Access& access) const;
  [[nodiscard]] const kernel::Condition* first_failing(const Candidate& t) const;
  [[nodiscard]] bool could_be_enabled(const Candidate& t);
  [[nodiscard]] bool could_hold(const kernel::Condition& c, const Candidate& t);
  [[gnu::noinline]] bool emit_every_past(std::size_t i, const Candidate& t);
  void drop(std::size_t event);

  [[nodiscard]] bool last_is_led_to_by(const Planned& step) const;
  void emit(std::size_t i, const Candidate& t, bool whole = false);
  void plan(const Candidate& t);
  void plan_touches(kernel::AlternativeId id);
  template <typename Visit>
  void for_each_alternative(const Candidate& t, Visit visit) const;
  /// All that it asks or may touch, whatever slot of a ring it is.
  template <typename Visit>
  void for_each_resource(kernel::AlternativeId id, Visit visit) const;

  const kernel::Execution* execution_ = nullptr;
  const Found* found_ = nullptr;
  const Explored* explored_ = nullptr;
  std::size_t first_new_ = 0;
  bool every_past_ = false;
  bool executed_ = false;  // what is being considered is part of E
  HappensBefore order_;
  std::vector<Offer> offers_;
  std::vector<std::uint8_t> kept_;
  std::vector<std::uint32_t> kept_list_;  // the same; room for all
  std::size_t kept_count_ = 0;
  std::size_t cut_ = 0;
  kernel::Row<History> histories_;
  kernel::Row<std::uint32_t> accepted_;
  std::vector<std::uint8_t>
      again_;  // by operation: the last time, one of its reversals was not new
  std::vector<std::uint8_t> again_next_;
  kernel::Row<kernel::OperationId> all_again_next_;  // which they are
  kernel::Row<std::uint32_t> events_again_;          // whose reversals find() looks at again
  kernel::Row<Refusal> refusals_;                    // those of an event together
  Sketch refused_by_ = kUnsketched;  // of the step, if it has nothing to do with the sequence
  Parts parts_;                      // of the configuration, to be looked at
  Parts found_parts_;                // t is enabled after
  struct Change {
    std::uint32_t event;
    std::int32_t rest;
  };
  struct {
    std::vector<Change> raises;
    std::vector<Change> falls;
  } set_off_;  // scratch of could_hold()

  kernel::Row<Sketch> sketches_;  // of the events
  Planned last_;                  // of the sequence that is reported
  Sequence sequence_;
  kernel::Row<kernel::Touch> planned_touches_;
};

template <typename Visit>
void Reversals::for_each_alternative(const Candidate& t, Visit visit) const {
  const kernel::OperationRecord& mine = execution_->operation(t.operations[0]);
  if (t.transition.way == kernel::kOtherwise) {
    for (const kernel::AlternativeId id : execution_->looks(mine)) visit(id);
    return;
  }
  visit(execution_->ways(mine)[t.transition.way]);
  if (t.count == 2) {
    visit(execution_->ways(execution_->operation(t.operations[1]))[t.transition.peer_way]);
  }
}

template <typename Visit>
void Reversals::for_each_resource(kernel::AlternativeId id, Visit visit) const {
  const kernel::Alternative& alternative = execution_->alternative(id);
  for (const kernel::Condition& c : alternative.all_conditions()) visit(c.resource);
  for (const kernel::DeclaredTouch& touch : alternative.all_touches()) {
    const auto first = static_cast<std::uint32_t>(touch.resource);
    for (std::uint32_t n = 0; n < std::max(touch.ring, 1U); ++n) {
      visit(kernel::ResourceId{first + n});
    }
  }
}

}  // namespace weft::search
