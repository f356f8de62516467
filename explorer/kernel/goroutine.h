// The door's other wing: goroutines, what goes wrong in them, and the memory model's clocks.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "weft/explorer/kernel/function.h"
#include "weft/explorer/kernel/ids.h"
#include "weft/explorer/kernel/location.h"
#include "weft/explorer/kernel/operation.h"

namespace weft::kernel {

struct Spawn {
  std::string_view name;  ///< empty: called after its place
  Location at;
  bool background = false;  ///< need not end with the scenario
  bool internal = false;    ///< ours: not shown to a person unless it matters
  bool calls_back = false;  ///< ours, but it may run code of the scenario
};

/// Starts `body` as a goroutine of the running scenario. It runs at once, to its first operation.
GoroutineId spawn(Function&& body, const Spawn& how);

/// The calling goroutine.
[[nodiscard]] GoroutineId self();

/// The calling goroutine's latest event; kNever if it has none.
[[nodiscard]] EventId latest_event();

/// Whether `address` lies in the calling goroutine's stack.
[[nodiscard]] bool on_running_stack(const void* address);

/// Whether a scenario is running on this thread. Outside one, primitives throw std::logic_error.
[[nodiscard]] bool inside_scenario();
/// Whether this execution is over and its goroutines are being unwound.
[[nodiscard]] bool unwinding();

/// Whether every goroutine that is to finish has, and nothing went wrong so far.
[[nodiscard]] bool ended_well();

/// Notes a finding of the running execution; the first one counts. `kind` is a literal.
void report(const char* kind, std::string message);

/// Something that could have happened any number of times was held back after a few: the verdict
/// names the bound.
void hold_back();

/// What a goroutine may throw to end as if its function had returned.
struct LeavesGoroutine {};

/// Nothing that happens in this execution counts; the calling goroutine stops for ever.
[[noreturn]] void assume_failed();

/// The execution ends here, as the process would: with a finding of the calling goroutine's. `kind`
/// is a literal, `what` is copied as far as there is room.
[[noreturn]] void crash(const char* kind, const char* what);

/// Who makes something now, and how many goroutines that one has started before.
struct Birth {
  GoroutineId maker = kNobody;
  std::uint32_t children = 0;
  bool lent = false;        ///< of a handle: others have used it
  bool unattended = false;  ///< its end waits for nobody
};
/// Of an object that others may refer to, from here on.
[[nodiscard]] Birth birth_of(const Name& object);
/// Of a value that is copied and given away as Go's channels are: most often nobody else refers to
/// it. So where to wait for the ends of others was too long, its end first waits for nobody; and
/// only if somebody came too late is it an event. `of` is what it is called by.
[[nodiscard]] Birth birth_of_handle(const Name& handle, const Name& of);
/// The calling goroutine uses a handle, which may be gone. Whether it may go on, and look at it:
/// not while an execution is unwound.
[[nodiscard]] bool uses(const Name& handle, Birth& birth, bool throws_unwind);
/// While this lives the calling goroutine has the effect of an operation: what it moves about is
/// nobody's.
class Effect {
 public:
  Effect();
  Effect(const Effect&) = delete;
  Effect& operator=(const Effect&) = delete;
  ~Effect();
};
/// What every primitive's destructor does: waits until the goroutines that its maker has started
/// since, and those that they have started, for they may hold a reference, have used it for the
/// last time. When nothing else can move it waits no longer, and who uses it after that is found.
/// Somebody else than its maker waits for nobody: it was handed over.
void outlive_users(const Birth& birth, const Name& object);

/// A moment of one goroutine, by the memory model's clock.
struct Epoch {
  GoroutineId goroutine = kNobody;
  std::uint32_t time = 0;
};
/// Now, on the calling goroutine.
[[nodiscard]] Epoch now();
/// Whether what happened at `epoch` is known to (synchronises with) the calling goroutine.
[[nodiscard]] bool ordered_before_now(Epoch epoch);
/// A fence of C++'s on the calling goroutine: `how` is acquire, release or both. No operation.
void fence(Sync how);

/// What a search has decided about the world its executions run in.
struct Behaviour {
  bool idle_clock = false;        ///< time moves only when nothing else can
  bool spurious_wakeups = false;  ///< a condition variable's wait may return for no reason
  bool explore_races = false;     ///< plain accesses that race are operations
  int spin_bound = 2;             ///< rounds of a polling loop that sees nothing new
};
[[nodiscard]] const Behaviour& behaviour();

/// Something a primitive keeps once for the whole of an execution: the clock, for one.
class PerExecution {
 public:
  PerExecution() = default;
  PerExecution(const PerExecution&) = delete;
  PerExecution& operator=(const PerExecution&) = delete;
  virtual ~PerExecution() = default;
  /// Nothing can move any more, and nothing has been unwound yet. May report findings.
  virtual void ended() {}
};

/// Something an execution keeps once. Within a program its address tells it from others; from one
/// run of the program to the next its name does.
struct MakerKey {
  const char* name;
  /// What it makes has the same numbers in the next run of the program: they are no addresses.
  bool lasting = true;
};

/// This execution's one for `key`, empty until somebody fills it. See per_execution<T>().
[[nodiscard]] std::unique_ptr<PerExecution>& per_execution(const MakerKey* key);

/// What is made while this lives is called by `key` and `number`, not by the goroutine that happens
/// to be the first to want it: so the search knows it again, whoever is first.
class MadeFor {
 public:
  explicit MadeFor(const MakerKey* key, std::uint64_t number = 0);
  MadeFor(const MadeFor&) = delete;
  MadeFor& operator=(const MadeFor&) = delete;
  ~MadeFor();

 private:
  const MakerKey* key_;
  std::uint64_t number_;
};

/// This execution's T, made when it is first asked for.
template <typename T>
[[nodiscard]] T& per_execution() {
  static constexpr MakerKey kKey{.name = __PRETTY_FUNCTION__};
  if (per_execution(&kKey) == nullptr) {
    const MadeFor all(&kKey);
    auto made = std::make_unique<T>();  // may ask for others of its kind
    per_execution(&kKey) = std::move(made);
  }
  return static_cast<T&>(*per_execution(&kKey));
}

/// While a schedule is told to a person, and only then.
[[nodiscard]] bool telling();
/// A line in the tale at this point: a read or write of plain data, a note of the user's.
void tell(const Name& object, const char* verb, std::string result, Location at);
/// A thing that others will call by this name has been made. It is no variable of anybody's.
void made(const Name& name);
/// What came of the last line is not known yet: give_result() will say it. One at a time.
void owe_result();
void give_result(std::string result);

}  // namespace weft::kernel
