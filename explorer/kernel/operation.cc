#include "weft/explorer/kernel/operation.h"

#include <algorithm>
#include <ostream>

#include "weft/explorer/kernel/file_and_line.h"
#include "weft/explorer/kernel/fingerprint.h"
#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/process.h"
#include "weft/explorer/kernel/world.h"

namespace weft::kernel {
namespace {

class Plain final : public Operation {
 public:
  using Operation::Operation;
};

}  // namespace

std::ostream& operator<<(std::ostream& out, const Name& name) {
  const World* const world = World::current_or_null();
  const bool anonymous = *name.type == '\0';
  if (!anonymous && world != nullptr && world->observer() != nullptr) {
    return out << world->observer()->called(name);
  }
  if (!name.given.empty()) return out << name.given;
  out << name.type;
  if (!anonymous) out << '@';
  return out << file_and_line(name.declared.file, name.declared.line);
}

void Operation::describe(std::ostream& out) const {
  out << verb_ << ' ' << *object_;
}

// The one frame between a primitive and the explorer: what lies above it is the goroutine's.
[[gnu::noinline]] void perform(Operation& operation) {
  const OwnCode scope;
  World& world = World::current();
  const bool minds = world.minds_loops();
  const bool again = minds && world.been_here(operation);
  const bool own = callers_frame == nullptr;
  const void* const frame = own ? __builtin_frame_address(0) : callers_frame;
  const std::uint64_t state = again ? fingerprint(world.seen_stack(operation), frame, own) : 0;
  world.perform(operation, state);
  if (minds) scrub_stack();
}

void leave_no_trace() {
  if (World::current().minds_loops()) scrub_stack();
}

namespace {

/// While this lives somebody who listens may be told. That must leave no trace either: else a loop
/// would look different while its schedule is told.
class Telling {
 public:
  Telling() = default;
  Telling(const Telling&) = delete;
  Telling& operator=(const Telling&) = delete;
  ~Telling() {
    const World* const world = World::current_or_null();
    if (world != nullptr && world->observer() != nullptr) scrub_stack();
  }
};

}  // namespace

std::uint16_t perform(std::span<const AlternativeId> ways, const char* verb, const Name& object,
                      Location at, const Name* by) {
  Plain operation(ways, verb, object, at);
  operation.by(by);
  perform(operation);
  return operation.taken();
}

std::uint16_t perform_release(std::span<const AlternativeId> ways, const char* verb,
                              const Name& object, Location at, const Name* by) {
  Plain operation(ways, verb, object, at);
  operation.by(by);
  operation.called_from_destructors();
  perform(operation);
  return operation.taken();
}

void perform(const AlternativeId& way, const char* verb, const Name& object, Location at,
             const Name* by) {
  perform(std::span(&way, 1), verb, object, at, by);
}

ResourceId new_resources(std::uint32_t count) {
  const OwnCode own;
  return World::current().new_resources(count);
}
ResourceId new_point() {
  const OwnCode own;
  return World::current().new_point();
}
void watch(ResourceId point) {
  const OwnCode own;
  World::current().watch(point);
}
AlternativeId declare(const Alternative& alternative) {
  const OwnCode own;
  return World::current().declare(alternative);
}
AlternativeId declared(const Declared& what) {
  const OwnCode own;
  return World::current().declared(what);
}
AlternativeId declare_lasting(const Declared& what, std::span<const Alternative> alternatives) {
  const OwnCode own;
  return World::current().declare_lasting(what, alternatives);
}
std::int32_t count(ResourceId resource) {
  return World::current().count(resource);
}
bool known(Location fact) {
  const OwnCode own;
  return World::current().ask(fact);
}
void learn(Location fact) {
  const OwnCode own;
  World::current().learn(fact);
}

GoroutineId spawn(Function&& body, const Spawn& how) {
  const OwnCode own;
  const Telling now;
  return World::current().spawn(std::move(body), how);
}
GoroutineId self() {
  return World::current().self();
}
EventId latest_event() {
  const World& world = World::current();
  return world.so_far().goroutines()[index(world.self())].last_event;
}
bool on_running_stack(const void* address) {
  const World* const world = World::current_or_null();
  if (world == nullptr || world->self() == kNobody) return false;
  const StackMemory stack = world->running_stack();
  const auto* const byte = static_cast<const char*>(address);
  return byte >= stack.bottom && byte < stack.bottom + stack.size;
}
bool inside_scenario() {
  return World::current_or_null() != nullptr;
}
bool unwinding() {
  World* const world = World::current_or_null();
  if (world == nullptr || !world->unwinding()) return false;
  world->pull_at_rope();  // a loop may ask this for ever, and do nothing else
  return true;
}
bool ended_well() {
  const auto done = [](const GoroutineRecord& g) { return g.finished || g.background; };
  const Execution& so_far = World::current().so_far();
  return so_far.incidents().empty() && std::ranges::all_of(so_far.goroutines(), done);
}
void report(const char* kind, std::string message) {
  const OwnCode own;
  World::current().report(kind, std::move(message));
}
void hold_back() {
  World::current().hold_back();
}
void assume_failed() {
  const OwnCode own;
  World::current().assume_failed();
}
void crash(const char* kind, const char* what) {
  const OwnCode own;
  World::current().crash(kind, what);
}
const Behaviour& behaviour() {
  return World::current().behaviour();
}
std::unique_ptr<PerExecution>& per_execution(const MakerKey* key) {
  const OwnCode own;
  return World::current().per_execution(key);
}
MadeFor::MadeFor(const MakerKey* key, std::uint64_t number) {
  const OwnCode own;
  const Maker before = World::current().make_as({key, number});
  key_ = before.key;
  number_ = before.number;
}
MadeFor::~MadeFor() {
  const OwnCode own;
  World::current().make_as({key_, number_});
}
Birth birth_of(const Name& object) {
  World& world = World::current();
  if (!world.minds_making()) return world.birth();
  const OwnCode own;
  const Telling now;
  return world.birth_of(object);
}
Birth birth_of_handle(const Name& handle, const Name& of) {
  const OwnCode own;
  const Telling now;
  World* const world = World::current_or_null();
  return world == nullptr ? Birth{} : world->birth_of_handle(handle, of);
}
/// As good as always: there is nothing to mind, and nothing is gone.
inline bool World::uses_freely(Birth& birth) const {
  if ((abandoned_ | minds_lives_ | in_effect_) || !graves_.empty()) return false;
  if (birth.maker != running_ && birth.maker != kNobody) birth.lent = true;
  return true;
}
bool uses(const Name& handle, Birth& birth, bool throws_unwind) {
  World* const world = World::current_or_null();
  if (world == nullptr || world->uses_freely(birth)) return true;
  const OwnCode own;
  return world->uses(handle, birth, throws_unwind);
}
Effect::Effect() {
  World::current().in_effect(true);
}
Effect::~Effect() {
  World::current().in_effect(false);
}
/// Whether that is plain.
inline bool World::has_no_users(const Birth& birth) const {
  if (birth.maker != running_) return true;  // it was handed over
  return lifetimes_.empty() && birth.children == execution_.goroutines_[index(running_)].children;
}
void outlive_users(const Birth& birth, const Name& object) {
  if (birth.maker == kNobody) return;
  World* const world = World::current_or_null();
  if (world == nullptr || world->has_no_users(birth)) return;
  const OwnCode own;
  if (!world->unwinding()) world->outlive_users(birth, object);
}
Epoch now() {
  return World::current().memory().now(self());
}
bool ordered_before_now(Epoch epoch) {
  return World::current().memory().knows(self(), epoch);
}
void fence(Sync how) {
  World& world = World::current();
  if (!world.unwinding()) world.memory().fence(world.self(), how);
}

bool telling() {
  return World::current().observer() != nullptr;
}
void tell(const Name& object, const char* verb, std::string result, Location at) {
  const OwnCode own;
  const Telling now;
  World& world = World::current();
  if (world.observer() == nullptr) return;
  world.observer()->noted(world.self(), object, verb, std::move(result), at);
}
void made(const Name& name) {
  const OwnCode own;
  const Telling now;
  if (telling()) World::current().observer()->made(name);
}
void owe_result() {
  const OwnCode own;
  const Telling now;
  if (telling()) World::current().observer()->result_is_owed();
}
void give_result(std::string result) {
  const OwnCode own;
  const Telling now;
  if (telling()) World::current().observer()->result_is_known(std::move(result));
}

}  // namespace weft::kernel
