#include "weft/explorer/unmodified/shadow.h"

#include <sys/mman.h>

#include <cerrno>
#include <new>
#include <utility>

namespace weft::unmodified {
namespace {

constexpr std::size_t kPagesAtFirst = 1024;

/// One loop that goes over the bytes of a cell leaves one trace.
bool joins(Trace& before, const Trace& trace) {
  if (before.pc != trace.pc || before.time != trace.time || before.access != trace.access ||
      before.goroutine != trace.goroutine || before.bytes == 0) {
    return false;
  }
  before.bytes |= trace.bytes;
  return true;
}

}  // namespace

Shadow::Shadow() : pages_(kPagesAtFirst) {}

Shadow::~Shadow() {
  for (const Entry& entry : pages_) {
    if (entry.cells != nullptr) munmap(entry.cells, kCells * sizeof(Cell));
  }
}

void Shadow::clear() {
  ++generation_;
  for (std::size_t i = 0; i < further_used_; ++i) further_[i].clear();
  further_used_ = 0;
}

Shadow::Entry& Shadow::entry_of(std::uintptr_t page) {
  const std::size_t mask = pages_.size() - 1;
  std::size_t at = (page * kStir >> 32) & mask;
  while (pages_[at].cells != nullptr && pages_[at].page != page) at = (at + 1) & mask;
  return pages_[at];
}

void Shadow::grow() {
  std::vector<Entry> before(pages_.size() * 2);
  pages_.swap(before);
  for (const Entry& entry : before) {
    if (entry.cells != nullptr) entry_of(entry.page) = entry;
  }
}

Cell* Shadow::find(std::uintptr_t page) {
  Entry* entry = &entry_of(page);
  if (entry->cells == nullptr) {
    if (2 * ++page_count_ > pages_.size()) {
      grow();
      entry = &entry_of(page);
    }
    // Zeroes are cells of a generation that never was.
    void* const cells = mmap(nullptr, kCells * sizeof(Cell), PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (cells == MAP_FAILED) throw std::bad_alloc();
    *entry = {page, static_cast<Cell*>(cells)};
  }
  recent_[page * kStir >> (64 - kRecentBits)] = *entry;
  return entry->cells;
}

Cell* Shadow::touched_cell(const void* address) {
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  Cell* const cells = entry_of(at / kPage).cells;
  if (cells == nullptr) return nullptr;
  Cell& cell = cells[at % kPage / kCellBytes];
  return cell.generation == generation_ ? &cell : nullptr;
}

void Shadow::remove(Cell& cell, std::size_t i) {
  const std::size_t last = size(cell) - 1;
  at(cell, i) = at(cell, last);
  if (last >= Cell::kInline) {
    further_[cell.more - 1].pop_back();
    return;
  }
  cell.traces[last] = {};
  cell.count = static_cast<std::uint8_t>(last);
}

/// The newest comes first: see Cell::again().
void Shadow::add(Cell& cell, const Trace& trace) {
  if (joins(cell.traces[0], trace)) return;
  const Trace first = std::exchange(cell.traces[0], trace);
  if (cell.count == 0) {
    cell.count = 1;
  } else if (cell.count < Cell::kInline) {
    cell.traces[cell.count++] = first;
  } else {
    if (cell.more == 0) {
      if (further_used_ == further_.size()) further_.emplace_back();
      cell.more = static_cast<std::uint32_t>(++further_used_);
    }
    further_[cell.more - 1].push_back(first);
  }
}

const Trace* Shadow::written(Cell& cell, std::uint8_t bytes) {
  for (std::size_t i = 0; i < size(cell); ++i) {
    const Trace& trace = at(cell, i);
    if (trace.access == Access::write && (trace.bytes & bytes) != 0) return &trace;
  }
  return nullptr;
}

void Shadow::forget_traces(Cell& cell) {
  if (cell.more != 0) further_[cell.more - 1].clear();
  cell.traces = {};
  cell.count = 0;
}

}  // namespace weft::unmodified
