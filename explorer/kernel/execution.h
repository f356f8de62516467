// One run of a scenario, as the papers write it: E, a sequence of events.
//
// A plain record in flat arrays that are reused from run to run. It outlives the fibers it came
// from and needs none of them to be read. Next to the events it keeps every operation that was
// waited at, with the alternatives it had: from that the search works out what else could have
// happened.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "weft/explorer/kernel/alternative.h"
#include "weft/explorer/kernel/footprint.h"
#include "weft/explorer/kernel/ids.h"
#include "weft/explorer/kernel/row.h"

namespace weft::kernel {

/// The way of an operation that happens when no other can (select's default).
inline constexpr std::uint16_t kOtherwise = 0xFFFF;

/// What a strategy chooses: a goroutine and in which of the ways open to it; for a meeting the
/// goroutine on the offering side, its peer and the peer's way.
struct Transition {
  GoroutineId goroutine = kNobody;
  std::uint16_t way = 0;
  GoroutineId peer = kNobody;
  std::uint16_t peer_way = 0;

  [[nodiscard]] bool none() const { return goroutine == kNobody; }
  [[nodiscard]] bool involves(GoroutineId g) const { return goroutine == g || peer == g; }
  friend bool operator==(const Transition& a, const Transition& b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);  // at once
  }
};

inline bool share_goroutine(const Transition& a, const Transition& b) {
  return a.involves(b.goroutine) || (b.peer != kNobody && a.involves(b.peer));
}

/// A transition that happened.
struct Event {
  Transition transition;
  OperationId operation = kNoOperation;
  OperationId peer_operation = kNoOperation;
  std::uint32_t first_touch = 0;
  std::uint32_t last_touch = 0;
  std::uint32_t first_note = 0;  ///< of the memory clock's
  std::uint32_t last_note = 0;
  bool unchanged = false;  ///< it wrote what was there already
  std::int8_t locked = 0;  ///< locks taken, less those given back
  bool only_read = false;  ///< what might have been a write was none
  /// Nothing a goroutine that goes round in circles could be waiting for: it was part of such a
  /// circle itself, or unchanged.
  bool idle = false;
};

/// Where the record of an event begins.
struct Mark {
  std::uint32_t touch;
  std::uint32_t note;
  std::int32_t locked;
};

/// When an operation may happen at all, beside its alternatives' conditions.
enum class Urgency : std::uint8_t {
  normal,
  idle,      ///< only when no normal operation can (time that moves when all else waits)
  stubborn,  ///< only then: goes round once more although nobody has changed what it looks at
  quiesce,   ///< only when nothing else can at all (a destructor that has waited for long enough)
};

/// What a goroutine in a circle has looked at, and when last.
struct Watch {
  ResourceId resource;
  EventId since;
};

/// A goroutine's stop in front of an operation.
struct OperationRecord {
  GoroutineId goroutine = kNobody;
  Urgency urgency = Urgency::normal;
  bool otherwise = false;     ///< may happen when none of its ways can
  EventId previous = kNever;  ///< the goroutine's event before, or its spawner's; kNever: none
  OperationId before = kNoOperation;  ///< its goroutine's stop before
  EventId executed = kNever;          ///< kNever while waiting
  std::uint32_t arrived = 0;          ///< how many events had happened
  std::uint32_t place = 0;            ///< stands for where in the program it is
  std::uint32_t times = 0;            ///< so often the goroutine has come to this place lately
  std::uint32_t first_way = 0;        ///< into ways()
  std::uint16_t way_count = 0;
  std::uint16_t look_count = 0;   ///< with otherwise: what is looked at, behind the ways
  std::uint32_t first_watch = 0;  ///< into watches()
  std::uint32_t watch_count = 0;
  bool returned = false;  ///< its goroutine has been here before with the same registers and stack
  /// How often in a row the goroutine has come back here with nothing changed by anybody else.
  std::uint32_t rounds = 0;
  /// It has been here often enough: happens only after somebody changes what it watches.
  bool circles = false;
  bool works = false;  ///< its way round changes something

  /// Behind its ways and looks.
  [[nodiscard]] std::size_t last_way() const { return first_way + way_count + look_count; }
};

struct GoroutineRecord {
  GoroutineId parent = kNobody;
  std::uint32_t nth = 0;       ///< of its parent's children
  std::uint32_t children = 0;  ///< that it has started, without the harmless ones
  std::uint32_t order = 0;     ///< among all that its parent has started
  std::uint32_t started = 0;   ///< all that it has started
  ResourceId end =
      kNoResource;  ///< counts one once it has finished, if anybody ever waits for that
  OperationId waits_at = kNoOperation;
  EventId last_event = kNever;
  bool finished = false;
  bool background = false;
  bool harmless = false;  ///< runs no code of the scenario: whoever dies need not wait for it
};

/// Something that went wrong by itself, whoever looks: a panic, a race, a misuse.
struct Incident {
  const char* kind;  ///< a stable name, a literal
  GoroutineId goroutine;
  std::uint32_t at_event;  ///< how many events had happened
  std::string message;
  bool outside = false;           ///< on a real thread that the goroutine has started
  std::vector<void*> calls = {};  ///< if so: return addresses, innermost first
};

class Execution {
 public:
  [[nodiscard]] std::span<const Event> events() const {
    return std::span(events_).first(happened_);
  }
  [[nodiscard]] std::size_t size() const { return happened_; }
  [[nodiscard]] const Event& operator[](std::size_t i) const { return events_[i]; }
  [[nodiscard]] std::span<const Touch> footprint(const Event& event) const {
    return std::span(touches_).subspan(event.first_touch, event.last_touch - event.first_touch);
  }
  [[nodiscard]] std::span<const OperationRecord> operations() const {
    return std::span(operations_).first(arrived_);
  }
  [[nodiscard]] const OperationRecord& operation(OperationId id) const {
    return operations_[index(id)];
  }
  [[nodiscard]] std::span<const AlternativeId> ways(const OperationRecord& op) const {
    return std::span(ways_).subspan(op.first_way, op.way_count);
  }
  [[nodiscard]] std::span<const AlternativeId> looks(const OperationRecord& op) const {
    return std::span(ways_).subspan(op.first_way + op.way_count, op.look_count);
  }
  /// The way in which it has happened.
  [[nodiscard]] std::uint16_t way_taken(const OperationRecord& op) const {
    const Transition& taken = events_[index(op.executed)].transition;
    return taken.goroutine == op.goroutine ? taken.way : taken.peer_way;
  }
  [[nodiscard]] std::span<const Watch> watches(const OperationRecord& op) const {
    return std::span(watches_).subspan(op.first_watch, op.watch_count);
  }
  [[nodiscard]] const Alternative& alternative(AlternativeId id) const {
    const bool fleeting = id >= kFirstFleeting;
    return fleeting ? fleeting_[index(id) - index(kFirstFleeting)] : lasting_[index(id)];
  }
  [[nodiscard]] bool is_declared(AlternativeId id) const {
    const bool fleeting = id >= kFirstFleeting;
    return fleeting ? index(id) - index(kFirstFleeting) < declared_ : index(id) < lasting_.size();
  }
  /// False: no two operations can meet.
  [[nodiscard]] bool has_meetings() const { return has_meetings_; }
  /// False: every operation that anybody has come to has one way, and no other choice.
  [[nodiscard]] bool has_choices() const { return has_choices_; }
  /// By GoroutineId; who has not been started in this execution counts as finished.
  [[nodiscard]] std::span<const GoroutineRecord> goroutines() const { return goroutines_; }
  /// In the order in which they were started.
  [[nodiscard]] std::span<const GoroutineId> started() const { return started_; }
  /// An order of goroutines that does not depend on who was started first.
  [[nodiscard]] bool elder(GoroutineId a, GoroutineId b) const;
  [[nodiscard]] std::span<const Incident> incidents() const { return incidents_; }
  [[nodiscard]] std::size_t resources() const { return resources_; }
  /// Whether touching it means that somebody arrived at or left a meeting point.
  [[nodiscard]] bool counts_arrivals(ResourceId r) const {
    return index(r) < arrivals_.size() && arrivals_[index(r)] != 0;
  }
  /// Locks taken and not given back.
  [[nodiscard]] std::int32_t locks_held() const { return locks_held_; }
  /// Cut off before its end: too long, or nothing that is left to explore leads on.
  [[nodiscard]] bool cut() const { return cut_; }
  /// If so, because it had reached a limit: on its steps, or on the goroutines there may be.
  [[nodiscard]] bool reached_limit() const { return reached_limit_; }
  /// If so, that on goroutines, most of which are helpers: many timers, say.
  [[nodiscard]] bool crowded() const { return crowded_; }
  /// A loop that does visible work, or counts, was held back after some rounds; see
  /// docs/proved-and-not.md.
  [[nodiscard]] bool held_back() const { return held_back_; }
  /// A goroutine ended it by crashing; the incident says how.
  [[nodiscard]] bool crashed() const { return crashed_; }
  /// The strategy chose what cannot happen: the scenario does not behave as it did before.
  [[nodiscard]] bool impossible() const { return impossible_; }
  /// An assumption of the scenario failed: what happened does not count.
  [[nodiscard]] bool assumed_away() const { return assumed_away_; }

 private:
  friend class World;

  /// Clears it but for what is recorded of the first `events`, which are about to happen again.
  void clear_from(std::size_t events);
  /// Forgets what has not come again.
  void end_here();
  void not_yet(const Event& event);
  /// Whether events that are recorded are yet to happen again.
  [[nodiscard]] bool comes_again() const { return happened_ < known_events_; }
  /// What they return is filled in by the caller: it has the values of one that was there before.
  Event& add_event();
  OperationRecord& add_operation();
  void watch(OperationRecord& record, ResourceId resource, EventId since);
  /// What comes to it is to be explored as it is written.
  void is_no_circle(OperationRecord& record);
  [[nodiscard]] Event& last_event() { return events_[happened_ - 1]; }
  [[nodiscard]] const Event& last_event() const { return events_[happened_ - 1]; }

  std::size_t happened_ = 0;        // of the events; behind are those that are to come again
  std::size_t arrived_ = 0;         // of the operations
  std::size_t declared_ = 0;        // of the fleeting alternatives
  std::size_t known_events_ = 0;    // so many first ones are recorded; the rest is room
  std::size_t known_arrivals_ = 0;  // the same for operations
  Row<Event> events_;
  Row<Touch> touches_;
  Row<OperationRecord> operations_;
  Row<AlternativeId> ways_;
  std::vector<Watch> watches_;
  Row<Alternative> fleeting_;
  Row<Alternative> lasting_;  // outlive the execution: they are made again in the next one
  Row<GoroutineRecord> goroutines_;
  Row<GoroutineId> started_;
  std::vector<Incident> incidents_;
  Row<std::uint8_t> arrivals_;
  std::size_t resources_ = 0;
  std::int32_t locks_held_ = 0;
  bool has_meetings_ = false;
  bool has_choices_ = false;
  bool cut_ = false;
  bool reached_limit_ = false;
  bool crowded_ = false;
  bool crashed_ = false;
  bool impossible_ = false;
  bool held_back_ = false;
  bool assumed_away_ = false;
};

}  // namespace weft::kernel
