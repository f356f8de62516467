// Accesses to racing memory as operations of the search; see racing.h.
#include <ostream>
#include <span>

#include "weft/explorer/unmodified/memory.h"

namespace weft::unmodified {
namespace {

constexpr kernel::Name kMemory{"memory", {}, {}};

/// It is about to happen: the code that called the hook goes on with it when the search lets it.
class PlainAccess final : public kernel::Operation {
 public:
  PlainAccess(const kernel::AlternativeId& way, const kernel::Name& object, kernel::Location site,
              const void* at, std::size_t size, bool write)
      : Operation(std::span(&way, 1), write ? "write" : "read", object, site),
        at_(at),
        size_(size),
        write_(write) {}
  void result(std::ostream& out) const override { out << Tale::value(at_, size_, write_); }

 private:
  const void* at_;
  std::size_t size_;
  bool write_;
};

/// Tells accesses apart; whoever tells about one finds its line by the stack.
kernel::Location site_of(const void* pc) {
  constexpr std::uint64_t kStir = 0x9E3779B97F4A7C15;
  return {"", static_cast<int>(reinterpret_cast<std::uintptr_t>(pc) * kStir >> 33)};
}

}  // namespace

RacingCells Memory::racing_cells(const void* at, std::size_t size) {
  RacingCells cells;
  if (!racing_.explored()) return cells;
  for_each_cell(at, size, [&](const char* address, std::uint8_t /*bytes*/) {
    if (cell_of(address).race == Race::explored) cells.add(racing_.resource_of(address));
  });
  return cells;
}

/// Whether there was anything to perform.
bool Memory::perform(const void* at, std::size_t size, bool write, bool whole, const void* pc) {
  const RacingCells cells = racing_cells(at, size);
  if (cells.empty()) return false;
  const kernel::AlternativeId way = racing_.way(cells, at, size, write, whole);
  const kernel::Name& name = kernel::telling() ? tale_.name(at) : kMemory;
  PlainAccess access(way, name, site_of(pc), at, size, write);
  kernel::perform(access);
  if (write) tale_.owe(at, size);
  racing_.performed();
  return true;
}

}  // namespace weft::unmodified
