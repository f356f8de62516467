// The narrow door between a primitive and the explorer.
//
// An operation is what a goroutine wants to do next. The goroutine stops in front of it, the
// search decides when it happens. It lives on the goroutine's own stack and is gone when
// perform() returns, so announcing one allocates nothing.
#pragma once

#include <array>
#include <cstdint>
#include <iosfwd>
#include <span>
#include <string_view>
#include <vector>

#include "weft/explorer/kernel/alternative.h"
#include "weft/explorer/kernel/declarations.h"
#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/location.h"

namespace weft::kernel {

/// What a thing is called: by its declaration if it has no name of its own. Never an address.
struct Name {
  const char* type;
  std::string_view given;
  Location declared;
};
std::ostream& operator<<(std::ostream& out, const Name& name);

/// What an operation finds when it happens.
class Step {
 public:
  Step(std::uint16_t way, void* peer_payload) : way_(way), peer_payload_(peer_payload) {}

  /// Which of the operation's ways it is; kOtherwise for the default.
  [[nodiscard]] std::uint16_t way() const { return way_; }
  /// Of a meeting: what the other side brought along.
  [[nodiscard]] void* peer_payload() const { return peer_payload_; }
  /// What was declared as a write turned out to be a mere look (a compare_and_swap that failed).
  void only_read(Sync as = Sync::acquire) {
    only_read_ = true;
    read_as_ = as;
  }
  [[nodiscard]] bool was_only_read() const { return only_read_; }
  [[nodiscard]] Sync read_as() const { return read_as_; }
  /// It wrote what was there already: still a write, but no news for who waits for a change.
  void unchanged() { unchanged_ = true; }
  [[nodiscard]] bool was_unchanged() const { return unchanged_; }

 private:
  std::uint16_t way_;
  void* peer_payload_;
  Sync read_as_ = Sync::acquire;
  bool only_read_ = false;
  bool unchanged_ = false;
};

class Operation {
 public:
  Operation(std::span<const AlternativeId> ways, const char* verb, const Name& object, Location at)
      : ways_(ways), verb_(verb), object_(&object), used_(&object), at_(at) {}
  Operation(const Operation&) = delete;
  Operation& operator=(const Operation&) = delete;

  /// Its effect on the primitive's own data. Runs when the search lets it happen, on any stack;
  /// must not throw and must not perform.
  virtual void execute(Step& /*step*/) {}
  /// What it brings to a meeting in this way; handed to the other side's execute().
  virtual void* payload(std::uint16_t /*way*/) { return nullptr; }
  /// What came out, for a person: "42", "closed". Only called while a schedule is told.
  virtual void result(std::ostream& /*out*/) const {}
  /// Adds what it is on: for one that is on several objects, or on another one than it is called
  /// by.
  virtual void add_objects(std::vector<const Name*>& all) const { all.push_back(used_); }
  /// While it waits at the end of an execution: what there is to know of what it waits at, as in
  /// "which …". The object itself may be gone: it may only use what it keeps, and counts.
  virtual void state(std::ostream& /*out*/) const {}
  /// The verb and the object. A select says which of its cases it took.
  virtual void describe(std::ostream& out) const;

  /// It was come by through a handle, whose name this is (unless null): that is what is used.
  void by(const Name* handle) {
    if (handle != nullptr) used_ = handle;
  }
  /// Also may happen when none of its ways can; then it has looked at these.
  void otherwise(std::span<const AlternativeId> looks) {
    has_otherwise_ = true;
    looks_ = looks;
  }
  /// Of the operations that wait until nothing else can move, the one with the earliest deadline
  /// happens.
  void urgency(Urgency urgency, std::int64_t deadline = 0) {
    urgency_ = urgency;
    deadline_ = deadline;
  }
  /// Its last way, which is never open, is taken all the same when nothing else at all can happen.
  void gives_up() { gives_up_ = true; }
  /// It gives something back and is called from destructors: when the execution is abandoned
  /// here, the call returns, and the next one that may wait is where unwinding begins.
  void called_from_destructors() { throws_unwind_ = false; }

  [[nodiscard]] std::span<const AlternativeId> ways() const { return ways_; }
  [[nodiscard]] std::span<const AlternativeId> looks() const { return looks_; }
  [[nodiscard]] bool has_otherwise() const { return has_otherwise_; }
  [[nodiscard]] Urgency urgency() const { return urgency_; }
  [[nodiscard]] std::int64_t deadline() const { return deadline_; }
  [[nodiscard]] Location at() const { return at_; }
  [[nodiscard]] const char* verb() const { return verb_; }
  [[nodiscard]] const Name& object() const { return *object_; }
  [[nodiscard]] const Name& used() const { return *used_; }
  /// Afterwards: the way it happened.
  [[nodiscard]] std::uint16_t taken() const { return taken_; }

 protected:
  ~Operation() = default;

 private:
  friend class World;

  std::span<const AlternativeId> ways_;
  std::span<const AlternativeId> looks_;
  const char* verb_;
  const Name* object_;
  const Name* used_;
  Location at_;
  std::uint16_t taken_ = kOtherwise;
  bool has_otherwise_ = false;
  bool throws_unwind_ = true;
  bool gives_up_ = false;
  Urgency urgency_ = Urgency::normal;
  std::int64_t deadline_ = 0;
};

/// Stops the calling goroutine in front of `operation` until the search lets it happen.
/// While an abandoned execution is unwound it does nothing, so destructors may call it.
void perform(Operation& operation);

/// An operation without an effect of its own: all that matters is in the counts.
/// Returns the way it happened.
std::uint16_t perform(std::span<const AlternativeId> ways, const char* verb, const Name& object,
                      Location at, const Name* by = nullptr);
void perform(const AlternativeId& way, const char* verb, const Name& object, Location at,
             const Name* by = nullptr);
/// The same for what destructors do (see Operation::called_from_destructors).
std::uint16_t perform_release(std::span<const AlternativeId> ways, const char* verb,
                              const Name& object, Location at, const Name* by = nullptr);

/// `count` fresh resources in a row, for pieces of a primitive's state; the first one's id.
[[nodiscard]] ResourceId new_resources(std::uint32_t count = 1);
/// A fresh meeting point. The arrivals at its two sides are resources of their own.
[[nodiscard]] ResourceId new_point();
/// From now on arriving at and leaving the point are touches: somebody can see them.
void watch(ResourceId point);

/// For this execution.
[[nodiscard]] AlternativeId declare(const Alternative& alternative);
/// The alternatives of a primitive whose state begins with resource `of`, declared once for all
/// executions of a search: `make` is called the first time, and returns an array of them. It may
/// depend on nothing but `of`, resources that are made after `of` in the same go, and `shape`.
template <std::size_t N, typename Make>
[[nodiscard]] std::array<AlternativeId, N> declare_once(ResourceId of, std::uint64_t shape,
                                                        Make make);
/// The two halves of it: the first of the alternatives; kFirstFleeting if they are not known yet.
[[nodiscard]] AlternativeId declared(const Declared& what);
AlternativeId declare_lasting(const Declared& what, std::span<const Alternative> alternatives);
/// The way of an operation that can always happen and touches nothing.
inline constexpr AlternativeId kAlways{0};

/// The count of a resource now. To show, not to decide on: looking is not an operation.
[[nodiscard]] std::int32_t count(ResourceId resource);

/// Whether earlier executions of this search learned `fact`.
[[nodiscard]] bool known(Location fact);
/// Something about the scenario that makes footprints finer (somebody polls this channel).
/// The first time, the search starts over with it known.
void learn(Location fact);

template <std::size_t N, typename Make>
std::array<AlternativeId, N> declare_once(ResourceId of, std::uint64_t shape, Make make) {
  static constexpr char kKind = 0;  // every primitive's `make` is of a type of its own
  const Declared what{of, &kKind, shape};
  AlternativeId first = declared(what);
  if (first == kFirstFleeting) {
    const std::array<Alternative, N> alternatives = make();
    first = declare_lasting(what, alternatives);
  }
  std::array<AlternativeId, N> all;
  for (std::uint32_t n = 0; n < N; ++n)
    all[n] = AlternativeId{static_cast<std::uint32_t>(first) + n};
  return all;
}

}  // namespace weft::kernel
