#include "weft/explorer/unmodified/memory.h"

#include <algorithm>
#include <bit>
#include <string>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/process.h"
#include "weft/explorer/unmodified/caller.h"
#include "weft/explorer/unmodified/libc_heap.h"

namespace weft::unmodified {
namespace {

const char* verb_of(Access access) {
  switch (access) {
    case Access::read:
      return "read";
    case Access::write:
      return "write";
    case Access::atomic_read:
    case Access::atomic_write:
      return "use";
  }
  return "";
}

}  // namespace

constinit Memory* the_memory = nullptr;

void make_memory() {
  the_memory = new Memory;  // used until the process is gone
}

void Memory::begin_execution() {
  undo_.begin();
  racing_.begin_execution();
  excused_.begin_execution();
  tale_.begin_execution();
  looks_for_leaks_ = seen_by_threads_ = false;
  quick_ = !kernel::telling();
}

void Memory::end_execution() {
  tale_.settle();
  undo_.roll_back();
  borrowed_.end_execution([](void* block) { libc_free(block); });
  shadow_.clear();
  arena_.reset();
  variables_.clear();
}

Cell& Memory::cell_of(const void* at) {
  Cell& cell = shadow_.cell(at);
  if (cell.generation != shadow_.generation()) begin(cell, at);
  return cell;
}

void Memory::begin(Cell& cell, const void* at) {
  shadow_.begin(cell);
  if (racing_.explored() && Racing::known(at)) cell.race = Race::explored;
  if (!Arena::contains(at)) return;
  const Block* const block = arena_.find(at);
  cell.freed = block != nullptr && !block->in_use();
}

void Memory::save(Cell& cell, const void* at) {
  cell.saved = true;
  if (!Arena::contains(at) && !kernel::on_running_stack(at)) undo_.save(const_cast<void*>(at));
}

void Memory::about_to_change(const void* at, std::size_t size) {
  for_each_cell(at, size, [this](const char* address, std::uint8_t /*bytes*/) {
    Cell& cell = cell_of(address);
    if (!cell.saved) save(cell, address);
  });
}

void Memory::touch(const void* at, std::size_t size, Access access, Epoch now, const void* pc) {
  const kernel::OwnCode own;
  tale_.settle();
  note(at, size, access, now, tale_.remember(pc));
}

void Memory::note(const void* at, std::size_t size, Access access, Epoch now, const void* pc) {
  for_each_cell(at, size, [&](const char* cell, std::uint8_t bytes) {
    touch_cell(cell, bytes, access, now, pc);
  });
}

void Memory::plain(const void* at, std::size_t size, bool write, bool whole, const void* pc) {
  const kernel::OwnCode own;
  tale_.settle();
  if (excused_.ignores(kernel::self(), write ? Excused::What::writes : Excused::What::reads)) {
    if (write) about_to_change(at, size);
    return;
  }
  const Access access = write ? Access::write : Access::read;
  const bool happened = racing_.explored() && perform(at, size, write, whole, pc);
  note(at, size, access, kernel::now(), tale_.remember(pc));
  if (!happened) tale_.tell(pc, verb_of(access), at, size);
  kernel::leave_no_trace();
}

void Memory::touch_cell(const void* at, std::uint8_t bytes, Access access, Epoch now,
                        const void* pc) {
  seen_by_threads_ = seen_by_threads_ || index(now.goroutine) != 0;
  Cell& cell = cell_of(at);
  if (cell.freed) return report_use_after_free(at, verb_of(access), pc);
  if (writes(access) && !cell.saved) save(cell, at);
  if (access == Access::write && cell.atomic != 0) {
    variables_.end(cell, static_cast<const char*>(at) + std::countr_zero(bytes),
                   static_cast<std::size_t>(std::popcount(bytes)));
  }
  const Trace race =
      shadow_.note(cell, {pc, now.time, now.goroutine, bytes, access},
                   [](Epoch earlier) { return kernel::ordered_before_now(earlier); });
  if (race.goroutine == kernel::kNobody || cell.race != Race::none) return;
  cell.race = Race::found;
  if (excused_.benign(static_cast<const char*>(at) + std::countr_zero(bytes))) return;
  if (tale_.is_wefts(pc)) return;
  if (racing_.explored()) return Racing::learn(at);
  const auto first = std::countr_zero(static_cast<unsigned>(race.bytes & bytes));
  report_race(race, access, static_cast<const char*>(at) + first, pc);
}

void Memory::report_race(const Trace& earlier, Access later, const void* at, const void* pc) {
  tale_.concern(earlier.pc, pc);
  const auto words = [](Access access) { return writes(access) ? "write" : "read"; };
  std::string text = std::string(words(later)) + " of " + tale_.called(at) + " at " +
                     tale_.place(pc) + " is not ordered against the " + words(earlier.access) +
                     " at " + tale_.place(earlier.pc);
  if (is_atomic(later)) text += "; the later is atomic, the earlier is not";
  if (is_atomic(earlier.access)) text += "; the earlier is atomic, the later is not";
  kernel::report(kind::kDataRace, std::move(text));
}

void Memory::report_use_after_free(const void* at, const char* verb, const void* pc) {
  const Block* const block = arena_.find(at);
  if (block == nullptr || block->in_use()) return;
  tale_.concern(block->freed_at, pc);
  kernel::report(kind::kUseAfterFree, std::string(verb) + " of " + tale_.called(at) + " at " +
                                          tale_.place(pc) + " after it was freed at " +
                                          tale_.place(block->freed_at) + "; allocated at " +
                                          tale_.place(block->allocated_at));
}

Variable& Memory::variable(const void* at, std::size_t size, const void* pc) {
  for_each_cell(at, size, [&](const char* address, std::uint8_t /*bytes*/) {
    if (cell_of(address).freed) report_use_after_free(at, "atomic operation", tale_.remember(pc));
  });
  if (Variable* const known = variables_.find(shadow_, at, size)) return *known;
  Variable& made = variables_.make(shadow_, at, size, {"atomic", {}, told_place()});
  if (const RacingCells cells = racing_cells(at, size); !cells.empty()) {
    made.lies_in(racing_, cells);
  }
  return made;
}

std::uint32_t Memory::use(const void* at, const void* pc) {
  if (!Arena::contains(at)) return 0;
  touch(at, 1, Access::atomic_read, kernel::now(), pc);
  const Block* const block = arena_.find(at);
  return block == nullptr ? 0 : block->life;
}

void* Memory::allocate(std::size_t size, std::size_t alignment, const void* pc) {
  const kernel::OwnCode own;
  if (!looks_for_leaks_) {
    looks_for_leaks_ = true;
    look_for_leaks();
  }
  void* const block = arena_.allocate(index(kernel::self()), size, alignment, tale_.remember(pc));
  if (block != nullptr) renew(static_cast<char*>(block), size);
  return block;
}

std::size_t Memory::size_of(const void* begin) {
  const Block* const block = arena_.find(begin);
  return block == nullptr ? 0 : block->size;
}

/// Nobody has touched what was not there.
void Memory::renew(char* from, std::size_t size) {
  for_each_cell(from, size, [&](const char* at, std::uint8_t /*bytes*/) {
    Cell* const cell = shadow_.touched_cell(at);
    if (cell == nullptr) return;
    const Race race = cell->race;
    shadow_.begin(*cell);
    if (race == Race::explored) cell->race = race;
  });
}

void Memory::free(void* begin, const void* pc) {
  const kernel::OwnCode own;
  if (!kernel::inside_scenario()) return;  // all of it is gone
  const Epoch now = kernel::now();
  const void* const remembered = tale_.remember(pc);
  const Block* const block = arena_.find(begin);
  const std::size_t size = block == nullptr ? 0 : block->size;
  const void* const freed_before = block == nullptr ? nullptr : block->freed_at;
  switch (arena_.free(index(kernel::self()), begin, remembered, now)) {
    case Arena::Freed::now:
      tale_.tell(pc, "free", begin, 0);
      return retire(static_cast<char*>(begin), size, now, remembered);
    case Arena::Freed::before:
      tale_.concern(freed_before, remembered);
      return kernel::report(kind::kDoubleFree,
                            "free of " + tale_.called(begin) + " at " + tale_.place(remembered) +
                                ", which was freed at " + tale_.place(freed_before));
    case Arena::Freed::never:
      return kernel::report(kind::kInvalidFree, "free at " + tale_.place(remembered) +
                                                    " of what was never allocated so");
  }
}

/// Freeing is a write to all of a block, which must be ordered after every use of it.
void Memory::retire(char* from, std::size_t size, Epoch now, const void* pc) {
  for_each_cell(from, size, [&](const char* at, std::uint8_t bytes) {
    Cell* const cell = shadow_.touched_cell(at);
    if (cell == nullptr) return;
    const Trace race =
        shadow_.note(*cell, {pc, now.time, now.goroutine, bytes, Access::write},
                     [](Epoch earlier) { return kernel::ordered_before_now(earlier); });
    shadow_.forget_traces(*cell);
    cell->atomic = 0;
    cell->freed = true;
    if (race.goroutine == kernel::kNobody) return;
    tale_.concern(race.pc, pc);
    kernel::report(kind::kUseAfterFree, "free of " + tale_.called(at) + " at " + tale_.place(pc) +
                                            " is not ordered against the " + verb_of(race.access) +
                                            " at " + tale_.place(race.pc));
  });
}

}  // namespace weft::unmodified
