// The atomic variables of an execution, by address: their resources and the ways of their
// operations. One lives until its memory is freed or plainly written; what is there afterwards is
// another.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/operation.h"
#include "weft/explorer/unmodified/racing.h"
#include "weft/explorer/unmodified/shadow.h"

namespace weft::unmodified {

class Variable {
 public:
  Variable(const void* at, std::size_t size, kernel::Name name);

  [[nodiscard]] const kernel::Name& name() const { return name_; }
  [[nodiscard]] const char* at() const { return at_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool overlaps(const void* at, std::size_t size) const {
    const auto* const other = static_cast<const char*>(at);
    return at_ < other + size && other < at_ + size_;
  }
  /// Operations on a part of it, or on what it is a part of, depend on those on it.
  void shares_with(const Variable& other);
  /// Plain accesses there are operations, too.
  void lies_in(Racing& racing, const RacingCells& cells);
  /// Of an operation that looks at it and does something else as well.
  [[nodiscard]] kernel::Alternative looked_at() const;
  /// The way of an operation that means `how` to the memory model.
  [[nodiscard]] const kernel::AlternativeId& way(kernel::Sync how);

  std::uint32_t next = 0;  ///< in the same cell, see Cell::atomic

 private:
  static constexpr std::size_t kWays = 10;
  static constexpr kernel::AlternativeId kUndeclared{0xFFFFFFFF};

  const char* at_;
  std::size_t size_;
  kernel::Name name_;
  kernel::ResourceId value_;
  std::array<kernel::ResourceId, kernel::Alternative::kTouches - 1> shared_{};
  std::size_t shared_count_ = 0;
  Racing* racing_ = nullptr;
  RacingCells cells_;
  std::array<kernel::AlternativeId, kWays> ways_;
};

class Variables {
 public:
  /// In the cells around `at`, which belong to this execution.
  [[nodiscard]] Variable* find(Shadow& shadow, const void* at, std::size_t size);
  Variable& make(Shadow& shadow, const void* at, std::size_t size, const kernel::Name& name);
  /// All that overlap are no more.
  void end(Cell& cell, const void* at, std::size_t size);
  void clear() { all_.clear(); }
  /// The variables of a cell; null ends them.
  [[nodiscard]] Variable* first(const Cell& cell) { return by_number(cell.atomic); }
  [[nodiscard]] Variable* after(const Variable& variable) { return by_number(variable.next); }

 private:
  [[nodiscard]] Variable* by_number(std::uint32_t number) {
    return number == 0 ? nullptr : &all_[number - 1];
  }

  std::deque<Variable> all_;  // an operation refers to its variable's name
};

}  // namespace weft::unmodified
