#include "weft/explorer/unmodified/instrumented.h"

#include <link.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "weft/explorer/kernel/process.h"

extern "C" {
// The linker's names for the ends of a section.
extern const char __start_weft_hooks[];  // NOLINT
extern const char __stop_weft_hooks[];   // NOLINT

// The unwinder's table of functions.
struct dwarf_eh_bases {  // NOLINT(readability-identifier-naming)
  void* tbase;
  void* dbase;
  void* func;
};
const void* _Unwind_Find_FDE(const void* pc, dwarf_eh_bases* bases);  // NOLINT
}

namespace weft::unmodified {
namespace {

using Byte = unsigned char;

std::int32_t distance_at(const Byte* at) {
  std::int32_t distance = 0;
  std::memcpy(&distance, at, sizeof distance);
  return distance;
}

bool is_hook(const void* target) {
  const auto* const at = static_cast<const char*>(target);
  return at >= __start_weft_hooks && at < __stop_weft_hooks;
}

struct Range {
  const Byte* from = nullptr;
  const Byte* to = nullptr;
  [[nodiscard]] bool contains(const Byte* at, std::size_t size) const {
    return at >= from && at + size <= to;
  }
};

/// The segments of the file that `code` is in: calls that could be data must not lead astray.
struct Image {
  const Byte* code = nullptr;
  std::array<Range, 8> segments{};
  std::size_t count = 0;

  [[nodiscard]] bool contains(const Byte* at, std::size_t size) const {
    for (std::size_t i = 0; i < count; ++i) {
      if (segments[i].contains(at, size)) return true;
    }
    return false;
  }
};

int look_at(dl_phdr_info* info, std::size_t /*size*/, void* image) {
  Image& found = *static_cast<Image*>(image);
  found.count = 0;
  for (std::size_t i = 0; i < info->dlpi_phnum && found.count < found.segments.size(); ++i) {
    const ElfW(Phdr)& header = info->dlpi_phdr[i];
    if (header.p_type != PT_LOAD) continue;
    const auto* const from = reinterpret_cast<const Byte*>(info->dlpi_addr + header.p_vaddr);
    found.segments[found.count++] = {from, from + header.p_memsz};
  }
  return found.contains(found.code, 1) ? 1 : 0;
}

/// From a library, hooks are called through its linkage table: [endbr64] [bnd] jmp *slot; or
/// call *slot.
bool leads_to_hook(const Byte* stub, const Image& image) {
  constexpr std::array<Byte, 4> kMark = {0xF3, 0x0F, 0x1E, 0xFA};
  if (std::memcmp(stub, kMark.data(), kMark.size()) == 0) stub += kMark.size();
  if (*stub == 0xF2) ++stub;
  if (stub[0] != 0xFF || (stub[1] != 0x25 && stub[1] != 0x15)) return false;
  const Byte* const slot = stub + 6 + distance_at(stub + 2);
  if (!image.contains(slot, sizeof(void*))) return false;
  const void* target = nullptr;
  std::memcpy(&target, slot, sizeof target);
  return is_hook(target);
}

bool calls_hook(Range function) {
  Image image{.code = function.from};
  if (dl_iterate_phdr(&look_at, &image) == 0) return false;
  for (const Byte* at = function.from; at + 6 <= function.to; ++at) {
    if (at[0] == 0xE8) {
      const Byte* const target = at + 5 + distance_at(at + 1);
      if (is_hook(target)) return true;
      if (image.contains(target, 16) && leads_to_hook(target, image)) return true;
    } else if (at[0] == 0xFF && at[1] == 0x15) {
      if (leads_to_hook(at, image)) return true;
    }
  }
  return false;
}

Range function_around(const void* address) {
  dwarf_eh_bases bases{};
  const auto* const entry =
      static_cast<const Byte*>(_Unwind_Find_FDE(static_cast<const char*>(address) - 1, &bases));
  if (entry == nullptr) return {};
  constexpr std::size_t kLength = 12;  // after its own size, its kind and where it begins
  constexpr std::int32_t kLongest = 1 << 22;
  const std::int32_t length = distance_at(entry + kLength);
  if (length <= 0 || length > kLongest) return {};
  const auto* const begin = static_cast<const Byte*>(bases.func);
  return {begin, begin + length};
}

struct Known {
  const void* address = nullptr;
  bool yes = false;
};
constexpr std::size_t kKnown = 4096;
constinit std::array<Known, kKnown> known{};

}  // namespace

bool instrumented(const void* return_address) {
  const auto number = reinterpret_cast<std::uintptr_t>(return_address);
  Known& entry = known[(number ^ number >> 12) % kKnown];
  if (entry.address == return_address) return entry.yes;
  const kernel::OwnCode own;  // the unwinder calls what is taken over
  const Range function = function_around(return_address);
  const bool yes = function.from != nullptr && calls_hook(function);
  entry = {return_address, yes};
  return yes;
}

}  // namespace weft::unmodified
