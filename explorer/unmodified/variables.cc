#include "weft/explorer/unmodified/variables.h"

#include <algorithm>

#include "weft/explorer/kernel/check.h"

namespace weft::unmodified {

using kernel::Alternative;
using kernel::Mode;
using kernel::Sync;

namespace {

constexpr kernel::MakerKey kKey{.name = "variable", .lasting = false};

kernel::ResourceId resource_of(const void* at) {
  const kernel::MadeFor whoever(&kKey, reinterpret_cast<std::uintptr_t>(at));
  return kernel::new_resources();
}

}  // namespace

Variable::Variable(const void* at, std::size_t size, kernel::Name name)
    : at_(static_cast<const char*>(at)), size_(size), name_(name), value_(resource_of(at)) {
  ways_.fill(kUndeclared);
}

void Variable::shares_with(const Variable& other) {
  WEFT_CHECK(shared_count_ < shared_.size(), "too many atomic variables overlap");
  shared_[shared_count_++] = other.value_;
}

void Variable::lies_in(Racing& racing, const RacingCells& cells) {
  racing_ = &racing;
  cells_ = cells;
}

Alternative Variable::looked_at() const {
  Alternative look = Alternative{}.read(value_);
  for (std::size_t i = 0; i < shared_count_; ++i) look.read(shared_[i]);
  if (racing_ != nullptr) racing_->touch(look, cells_, {});
  return look;
}

const kernel::AlternativeId& Variable::way(Sync how) {
  kernel::AlternativeId& way = ways_[static_cast<std::size_t>(how)];
  if (way != kUndeclared) return way;
  const Mode mode = how == Sync::peek || how == Sync::acquire ? Mode::read : Mode::write;
  Alternative touches;
  touches.touch({.resource = value_, .mode = mode, .sync = how});
  for (std::size_t i = 0; i < shared_count_; ++i) {
    touches.touch({.resource = shared_[i], .mode = mode, .sync = how});
  }
  if (racing_ != nullptr && mode == Mode::read) racing_->touch(touches, cells_, {});
  if (racing_ != nullptr && mode == Mode::write) racing_->touch(touches, {}, cells_);
  return way = kernel::declare(touches);
}

Variable* Variables::find(Shadow& shadow, const void* at, std::size_t size) {
  Variable* variable = first(shadow.cell(at));
  while (variable != nullptr && (variable->at() != at || variable->size() != size)) {
    variable = after(*variable);
  }
  return variable;
}

Variable& Variables::make(Shadow& shadow, const void* at, std::size_t size,
                          const kernel::Name& name) {
  Variable& made = all_.emplace_back(at, size, name);
  const auto begin = reinterpret_cast<std::uintptr_t>(at) / kCellBytes * kCellBytes;
  const auto end = reinterpret_cast<std::uintptr_t>(at) + size;
  for (std::uintptr_t cell = begin - kCellBytes; cell < end; cell += kCellBytes) {
    Cell* const there = shadow.touched_cell(reinterpret_cast<const void*>(cell));
    if (there == nullptr) continue;
    for (const Variable* other = first(*there); other != nullptr; other = after(*other)) {
      if (other->overlaps(at, size)) made.shares_with(*other);
    }
  }
  Cell& home = shadow.cell(at);
  made.next = home.atomic;
  home.atomic = static_cast<std::uint32_t>(all_.size());
  return made;
}

void Variables::end(Cell& cell, const void* at, std::size_t size) {
  for (std::uint32_t* link = &cell.atomic; *link != 0;) {
    Variable& variable = all_[*link - 1];
    if (variable.overlaps(at, size)) {
      *link = variable.next;
    } else {
      link = &variable.next;
    }
  }
}

}  // namespace weft::unmodified
