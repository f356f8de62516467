#include "weft/explorer/unmodified/caller.h"

#include <cstdint>
#include <set>
#include <string>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/process.h"
#include "weft/explorer/kernel/user_calls.h"

namespace weft::unmodified {

// A frame begins with the caller's frame and the return address. Code without frame pointers may
// have left anything there: what does not lead further up a little way is the end.
Caller::Caller(const void* frame) {
  kernel::callers_frame = frame;
  constexpr std::uintptr_t kLargestStep = 64 * 1024;
  auto at = reinterpret_cast<std::uintptr_t>(frame);
  for (void*& pc : pcs_) {
    const auto* const words = reinterpret_cast<const std::uintptr_t*>(at);
    pc = reinterpret_cast<void*>(words[1]);
    const std::uintptr_t next = words[0];
    if (next <= at || next - at > kLargestStep || next % sizeof(void*) != 0) return;
    if (!kernel::on_running_stack(reinterpret_cast<const void*>(next + sizeof(void*)))) return;
    at = next;
  }
}

kernel::Location Caller::site() const {
  std::uint64_t mixed = 0;
  for (void* const pc : pcs_) {
    mixed = (mixed ^ reinterpret_cast<std::uintptr_t>(pc)) * 0x9E3779B97F4A7C15;
  }
  return {"", static_cast<int>(mixed >> 33)};
}

kernel::Location told_place() {
  if (!kernel::telling()) return {};
  static std::set<std::string> files;
  const Place place = user_place(stack_here());
  return {files.insert(place.file).first->c_str(), place.line};
}

}  // namespace weft::unmodified
