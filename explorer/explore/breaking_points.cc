#include "weft/explorer/explore/breaking_points.h"

#include <execinfo.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <typeinfo>
#include <utility>

#include "weft/explorer/kernel/process.h"
#include "weft/explorer/kernel/world.h"

namespace weft {
namespace {

constexpr std::size_t kDeepest = 48;

constinit thread_local BreakingPoints* listening = nullptr;
constinit thread_local bool looking = false;

using Throw = void(void*, std::type_info*, void (*)(void*));

[[noreturn]] void throws(void* exception, std::type_info* type, void (*destroy)(void*)) {
  note_throw();
  reinterpret_cast<Throw*>(original("__cxa_throw"))(exception, type, destroy);
  __builtin_unreachable();
}

const std::array kThrows{Redirection{"__cxa_throw", reinterpret_cast<void*>(&throws)}};

}  // namespace

BreakingPoints::BreakingPoints()
    : outer_(std::exchange(listening, this)), throws_(kThrows, /*also_of_cxx=*/true) {
  crashed_.reserve(kDeepest);  // there is no allocating when it happens
  (void)stack_here();
}

BreakingPoints::~BreakingPoints() {
  listening = outer_;
}

Stack BreakingPoints::thrown_by(kernel::GoroutineId g) const {
  const auto found = thrown_.find(g);
  return found == thrown_.end() ? Stack{} : found->second;
}

void note_throw() {
  constexpr std::size_t kBytes = 16 * 1024;  // of stack, to look at it
  const kernel::OwnCode own;
  const kernel::World* const world = kernel::World::current_or_null();
  const kernel::OnThread searching(world == nullptr ? nullptr : world->searching_thread());
  if (listening == nullptr || world == nullptr || world->self() == kernel::kNobody) return;
  const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  if (here < reinterpret_cast<std::uintptr_t>(world->running_stack().bottom) + kBytes) return;
  listening->thrown_[world->self()] = stack_here();
}

void note_crash_here(std::uintptr_t interrupted) {
  const kernel::World* const world = kernel::World::current_or_null();
  const kernel::OnThread searching(world == nullptr ? nullptr : world->searching_thread());
  if (listening == nullptr || looking || !listening->crashed_.empty()) return;
  looking = true;  // what is on the stack may be beyond understanding
  std::array<void*, kDeepest> calls{};
  const int count = backtrace(calls.data(), static_cast<int>(calls.size()));
  listening->crashed_.assign(calls.begin(), calls.begin() + count);
  // Of an address it is asked where the call before was; this one is looked for itself.
  const auto at = std::ranges::find(listening->crashed_, reinterpret_cast<void*>(interrupted));
  if (at != listening->crashed_.end()) *at = reinterpret_cast<void*>(interrupted + 1);
  looking = false;
}

}  // namespace weft
