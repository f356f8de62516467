// Who has touched each byte of memory since it was last ordered: the race detector's table.
//
// FastTrack's idea, by byte: of earlier accesses only those are kept that a later one could race
// with and no newer one stands for. A cell holds those of eight bytes; cells are found by address,
// through a table of pages, and are forgotten between executions by their generation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"

namespace weft::unmodified {

using kernel::Epoch;
using kernel::GoroutineId;

enum class Access : std::uint8_t { read, write, atomic_read, atomic_write };

constexpr bool writes(Access a) {
  return a == Access::write || a == Access::atomic_write;
}
constexpr bool is_atomic(Access a) {
  return a >= Access::atomic_read;
}
constexpr bool conflict(Access a, Access b) {
  return (writes(a) || writes(b)) && !(is_atomic(a) && is_atomic(b));
}
/// Whether all that conflicts with `older` conflicts with `newer`.
constexpr bool stands_for(Access newer, Access older) {
  switch (newer) {
    case Access::write:
      return true;
    case Access::read:
      return older == Access::read || older == Access::atomic_read;
    case Access::atomic_write:
      return is_atomic(older);
    case Access::atomic_read:
      return older == Access::atomic_read;
  }
  return false;
}

/// An access to some bytes of a cell.
struct Trace {
  const void* pc = nullptr;  ///< a return address
  std::uint32_t time = 0;
  GoroutineId goroutine = kernel::kNobody;
  std::uint8_t bytes = 0;  ///< a bit for each
  Access access = Access::read;

  [[nodiscard]] Epoch epoch() const { return {goroutine, time}; }
};

constexpr std::size_t kCellBytes = 8;

/// What is known of a cell's races.
enum class Race : std::uint8_t {
  none,
  found,     ///< one was, in this execution
  explored,  ///< one was in an earlier execution: accesses are operations, see racing.h
};

struct alignas(64) Cell {
  static constexpr std::size_t kInline = 3;

  std::array<Trace, kInline> traces{};
  std::uint32_t generation = 0;
  std::uint32_t more = 0;    ///< 1 + the place of further traces; 0: there are none
  std::uint32_t atomic = 0;  ///< 1 + the first atomic variable that lies here; 0: none does
  std::uint8_t count = 0;    ///< of `traces`
  bool freed = false;        ///< of the scenario's heap, and not in use
  bool saved = false;        ///< what it held when the execution began can be given back
  Race race = Race::none;

  /// Whether `me` has done this here since its clock last moved; then there is nothing new.
  [[nodiscard]] bool again(Epoch me, std::uint8_t bytes, bool write) const {
    const Trace& last = traces[0];
    return last.time == me.time && last.goroutine == me.goroutine &&
           (last.bytes & bytes) == bytes &&
           (last.access == Access::write || (!write && last.access == Access::read)) &&
           race != Race::explored;
  }
  /// Notes an access to what nobody but its goroutine has touched, where that is quickly done.
  /// (Nothing of it may stay behind on the stack: times change, see kernel/fingerprint.h.)
  bool note_own(Epoch now, std::uint8_t bytes, bool write, const void* pc) {
    Trace& last = traces[0];
    const bool mine = last.goroutine == now.goroutine && last.bytes == bytes &&
                      (count < 2 || (count == 2 && traces[1].goroutine == now.goroutine));
    if (!mine || race == Race::explored) return false;
    if (!write) {
      if (last.access != Access::read) return false;
    } else {
      if (!saved || atomic != 0 || (count == 2 && (traces[1].bytes & ~bytes) != 0)) return false;
      if (count == 2) traces[1] = {};
      count = 1;
    }
    last.pc = pc;
    last.time = now.time;
    last.access = write ? Access::write : Access::read;
    return true;
  }
};

/// Which bits of a cell's bytes an access of `size` at offset `from` covers.
constexpr std::uint8_t bytes_of(std::size_t from, std::size_t size) {
  return static_cast<std::uint8_t>(((1U << size) - 1) << from);
}

/// Visits the part of every cell that [at, at + size) covers: visit(begin of the cell, its bytes).
template <typename Visit>
void for_each_cell(const void* at, std::size_t size, Visit visit) {
  const auto* byte = static_cast<const char*>(at);
  while (size > 0) {
    const std::size_t from = reinterpret_cast<std::uintptr_t>(byte) % kCellBytes;
    const std::size_t part = size < kCellBytes - from ? size : kCellBytes - from;
    visit(byte - from, bytes_of(from, part));
    byte += part;
    size -= part;
  }
}

class Shadow {
 public:
  Shadow();
  Shadow(const Shadow&) = delete;
  Shadow& operator=(const Shadow&) = delete;
  ~Shadow();

  /// Nothing has been touched.
  void clear();

  /// The cell of the eight bytes around `address`; `cell.generation != generation()`: untouched
  /// in this execution.
  [[nodiscard]] Cell& cell(const void* address) {
    const auto at = reinterpret_cast<std::uintptr_t>(address);
    const std::uintptr_t page = at / kPage;
    const Entry& entry = recent_[page * kStir >> (64 - kRecentBits)];
    Cell* const cells = entry.page == page ? entry.cells : find(page);
    return cells[at % kPage / kCellBytes];
  }
  [[nodiscard]] std::uint32_t generation() const { return generation_; }
  void begin(Cell& cell) const {
    cell = {};
    cell.generation = generation_;
  }
  /// The cell if it was touched in this execution, else null; never makes one.
  [[nodiscard]] Cell* touched_cell(const void* address);

  /// Notes `now` in a cell that has begun. `knows(epoch)`: whether that is ordered before. Returns
  /// an earlier access that conflicts and is not; its goroutine is kNobody if there is none.
  template <typename Knows>
  Trace note(Cell& cell, const Trace& now, const Knows& knows) {
    Trace race;
    for (std::size_t i = 0; i < size(cell);) {
      Trace& older = at(cell, i);
      if ((older.bytes & now.bytes) == 0) {
        ++i;
        continue;
      }
      const bool ordered = older.goroutine == now.goroutine || knows(older.epoch());
      if (!ordered && conflict(older.access, now.access) && race.goroutine == kernel::kNobody) {
        race = older;
      }
      const bool superseded =
          stands_for(now.access, older.access) && (ordered || now.access == Access::write);
      if (superseded) older.bytes = static_cast<std::uint8_t>(older.bytes & ~now.bytes);
      if (older.bytes == 0) {
        remove(cell, i);
      } else {
        ++i;
      }
    }
    add(cell, now);
    return race;
  }
  /// The latest plain write to any of `bytes`, or null.
  [[nodiscard]] const Trace* written(Cell& cell, std::uint8_t bytes);
  /// Nobody has touched it.
  void forget_traces(Cell& cell);

 private:
  static constexpr std::uintptr_t kPage = 4096;
  static constexpr std::size_t kCells = kPage / kCellBytes;
  static constexpr unsigned kRecentBits = 10;
  static constexpr std::uint64_t kStir = 0x9E3779B97F4A7C15;

  struct Entry {
    std::uintptr_t page = ~std::uintptr_t{0};
    Cell* cells = nullptr;
  };

  [[nodiscard]] Cell* find(std::uintptr_t page);
  [[nodiscard]] Entry& entry_of(std::uintptr_t page);
  void grow();

  [[nodiscard]] std::size_t size(const Cell& cell) const {
    return cell.count + (cell.more == 0 ? 0 : further_[cell.more - 1].size());
  }
  [[nodiscard]] Trace& at(Cell& cell, std::size_t i) {
    return i < Cell::kInline ? cell.traces[i] : further_[cell.more - 1][i - Cell::kInline];
  }
  void remove(Cell& cell, std::size_t i);
  void add(Cell& cell, const Trace& trace);

  std::uint32_t generation_ = 1;
  std::array<Entry, std::size_t{1} << kRecentBits> recent_;
  std::vector<Entry> pages_;  // open addressing, never more than half full
  std::size_t page_count_ = 0;
  std::vector<std::vector<Trace>> further_;  // of cells with more than kInline
  std::size_t further_used_ = 0;
};

}  // namespace weft::unmodified
