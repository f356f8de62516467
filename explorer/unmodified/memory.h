// The memory of an execution: what each access to it means, to the race detector and to the heap.
//
// Plain loads and stores are no operations of the search: a program without races needs no switch
// there. They are checked against the happens-before of C++ (kernel/memory_clock.h).
#pragma once

#include <cstddef>
#include <cstdint>

#include "weft/explorer/unmodified/arena.h"
#include "weft/explorer/unmodified/borrowed.h"
#include "weft/explorer/unmodified/shadow.h"
#include "weft/explorer/unmodified/tale.h"
#include "weft/explorer/unmodified/undo.h"
#include "weft/explorer/unmodified/variables.h"

namespace weft::unmodified {

class Memory {
 public:
  void begin_execution();
  void end_execution();

  /// A load or store of the scenario's own code, which returns to `pc`, is about to happen.
  void access(const void* at, std::size_t size, bool write, const void* pc) {
    const std::size_t from = reinterpret_cast<std::uintptr_t>(at) % kCellBytes;
    if (from + size <= kCellBytes) [[likely]] {
      const Cell& cell = shadow_.cell(at);
      const bool known = cell.generation == shadow_.generation();
      if (known && cell.again(kernel::now(), bytes_of(from, size), write)) [[likely]]
        return;
    }
    touch(at, size, write ? Access::write : Access::read, kernel::now(), pc);
  }
  /// The slow way: any size, any kind, as of `now`.
  void touch(const void* at, std::size_t size, Access access, Epoch now, const void* pc);

  /// The atomic variable at `at`, before an operation on it.
  [[nodiscard]] Variable& variable(const void* at, std::size_t size, const void* pc);
  /// What lies there has to be given back at the end.
  void about_to_change(const void* at, std::size_t size);

  /// Null if the scenario's heap has no room.
  [[nodiscard]] void* allocate(std::size_t size, std::size_t alignment, const void* pc);
  /// Of a block of the scenario's heap.
  void free(void* begin, const void* pc);
  /// How many bytes a block of the scenario's heap has.
  [[nodiscard]] std::size_t size_of(const void* begin);
  Borrowed& borrowed() { return borrowed_; }
  Undo& undo() { return undo_; }
  Tale& tale() { return tale_; }

  /// Everything that the scenario still points to from where it can be found, of its own heap, is
  /// left out: what remains is lost. Reports it.
  void report_leaks();

 private:
  void touch_cell(const void* at, std::uint8_t bytes, Access access, Epoch now, const void* pc);
  void look_for_leaks();
  void begin(Cell& cell, const void* at);
  void save(Cell& cell, const void* at);
  void report_race(const Trace& earlier, Access later, const void* at, const void* pc);
  void report_use_after_free(const void* at, const char* verb, const void* pc);
  void renew(char* from, std::size_t size);
  void retire(char* from, std::size_t size, Epoch now, const void* pc);
  void mark_reachable();
  void reach(const void* address);

  Shadow shadow_;
  Arena arena_;
  Undo undo_;
  Borrowed borrowed_;
  Variables variables_;
  Tale tale_{arena_};
  std::vector<Block*> reached_;
  bool looks_for_leaks_ = false;
};

/// The process's one.
[[nodiscard]] Memory& memory();

}  // namespace weft::unmodified
