// The memory of an execution: what each access to it means, to the race detector and to the heap.
//
// Plain loads and stores are no operations of the search: a program without races needs no switch
// there. They are checked against the happens-before of C++ (kernel/memory_clock.h).
#pragma once

#include <cstddef>
#include <cstdint>

#include "weft/explorer/unmodified/annotations.h"
#include "weft/explorer/unmodified/arena.h"
#include "weft/explorer/unmodified/borrowed.h"
#include "weft/explorer/unmodified/racing.h"
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
      Cell& cell = shadow_.cell(at);
      if (cell.generation == shadow_.generation()) [[likely]] {
        const Epoch now = kernel::now();
        const std::uint8_t bytes = bytes_of(from, size);
        if (cell.again(now, bytes, write)) [[likely]]
          return tale_.settle();
        if (quick_ && cell.note_own(now, bytes, write, pc)) return;
      }
    }
    plain(at, size, write, false, pc);
  }
  /// The same for any size.
  void access_range(const void* at, std::size_t size, bool write, const void* pc) {
    if (size > 0) plain(at, size, write, false, pc);
  }
  /// The same for any size, by a function that has yet to do all its accesses.
  void access_whole(const void* at, std::size_t size, bool write, const void* pc) {
    if (size > 0) plain(at, size, write, true, pc);
  }
  /// The slow way: any size, any kind, as of `now`.
  void touch(const void* at, std::size_t size, Access access, Epoch now, const void* pc);

  /// The atomic variable at `at`, before an operation on it.
  [[nodiscard]] Variable& variable(const void* at, std::size_t size, const void* pc);
  /// What has functions instead of accesses, a mutex say, is used. Returns which life of its block
  /// it belongs to; 0 if it is not on the scenario's heap.
  std::uint32_t use(const void* at, const void* pc);
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
  /// Whether any access by a started thread was seen in this execution.
  [[nodiscard]] bool seen_by_threads() const { return seen_by_threads_; }
  /// The calling goroutine's accesses of a kind are not to be judged any more, or again.
  void excuse(Excused::What what, int more) {
    quick_ = false;
    excused_.ignore(kernel::self(), what, more);
  }
  void call_benign(const void* at, std::size_t size, bool for_good) {
    excused_.call_benign(at, size, for_good);
  }

  /// Everything that the scenario still points to from where it can be found, of its own heap, is
  /// left out: what remains is lost. Reports it.
  void report_leaks();

 private:
  void plain(const void* at, std::size_t size, bool write, bool whole, const void* pc);
  void note(const void* at, std::size_t size, Access access, Epoch now, const void* pc);
  void touch_cell(const void* at, std::uint8_t bytes, Access access, Epoch now, const void* pc);
  void look_for_leaks();
  /// Begun, if it was not touched in this execution before.
  [[nodiscard]] Cell& cell_of(const void* at);
  void begin(Cell& cell, const void* at);
  void save(Cell& cell, const void* at);
  [[nodiscard]] RacingCells racing_cells(const void* at, std::size_t size);
  [[nodiscard]] bool perform(const void* at, std::size_t size, bool write, bool whole,
                             const void* pc);
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
  Racing racing_;
  Excused excused_;
  Tale tale_{arena_};
  std::vector<Block*> reached_;
  bool looks_for_leaks_ = false;
  bool seen_by_threads_ = false;
  bool quick_ = false;  ///< while nothing is told, and everything is judged
};

/// Null until it is needed.
extern constinit Memory* the_memory;
void make_memory();

/// The process's one.
[[nodiscard]] inline Memory& memory() {
  if (the_memory == nullptr) [[unlikely]]
    make_memory();
  return *the_memory;
}

}  // namespace weft::unmodified
