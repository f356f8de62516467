#include "weft/explorer/unmodified/racing.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "weft/explorer/kernel/facts.h"

namespace weft::unmodified {

using kernel::Alternative;
using kernel::Mode;
using kernel::ResourceId;

namespace {

constexpr kernel::MakerKey kCell{.name = "racing cell", .lasting = false};
constexpr kernel::MakerKey kAll{.name = "racing memory"};

/// Two cells of the same number are both explored where one need be.
kernel::Location fact_of(const void* cell) {
  constexpr std::uint64_t kStir = 0x9E3779B97F4A7C15;
  const std::uint64_t mixed = reinterpret_cast<std::uintptr_t>(cell) / 8 * kStir;
  return {kernel::kRacingMemory, static_cast<int>(mixed >> 33)};
}

std::uint64_t bytes_at(const void* at, std::size_t size) {
  return std::hash<std::string_view>()({static_cast<const char*>(at), size});
}

}  // namespace

bool RacingCells::has(ResourceId cell) const {
  return std::ranges::find(each(), cell) != each().end();
}

void RacingCells::add(ResourceId cell) {
  if (has(cell)) return;
  if (count_ == kMost) {
    many_ = true;
  } else {
    cells_[count_++] = cell;
  }
}

void RacingCells::add(const RacingCells& others) {
  many_ = many_ || others.many_;
  for (const ResourceId cell : others.each()) add(cell);
}

void Racing::begin_execution() {
  explored_ = kernel::behaviour().explore_races;
  cells_.clear();
  last_.clear();
  all_ = kernel::kNoResource;
}

bool Racing::known(const void* cell) {
  return kernel::known(fact_of(cell));
}

void Racing::learn(const void* cell) {
  kernel::learn(fact_of(cell));
}

ResourceId Racing::resource_of(const void* cell) {
  const auto [known, is_new] = cells_.try_emplace(cell);
  if (is_new) {
    const kernel::MadeFor whoever(&kCell, reinterpret_cast<std::uintptr_t>(cell));
    known->second = kernel::new_resources();
  }
  return known->second;
}

ResourceId Racing::all() {
  if (all_ == kernel::kNoResource) {
    const kernel::MadeFor whoever(&kAll);
    all_ = kernel::new_resources(2);
  }
  return all_;
}

/// Two resources order many cells against few ones, and few ones not among themselves: of the
/// first, reads of many and writes of few; of the second, writes of many and everything.
void Racing::touch(Alternative& way, const RacingCells& read, const RacingCells& written) {
  const ResourceId reads_of_many = all();
  const auto writes_of_many = ResourceId{static_cast<std::uint32_t>(reads_of_many) + 1};
  if (read.many() || written.many()) {
    const Mode mode = written.empty() ? Mode::read : Mode::write;
    way.touch({.resource = reads_of_many, .mode = mode});
    way.touch({.resource = writes_of_many, .mode = mode});
    return;
  }
  for (const ResourceId cell : written.each()) way.write(cell);
  for (const ResourceId cell : read.each()) {
    if (!written.has(cell)) way.read(cell);
  }
  if (!written.empty()) way.commute(reads_of_many);
  way.read(writes_of_many);
}

kernel::AlternativeId Racing::way(const RacingCells& cells, const void* at, std::size_t size,
                                  bool write, bool whole) {
  const std::size_t me = index(kernel::self());
  if (last_.size() <= me) last_.resize(me + 1);
  Last& last = last_[me];
  if (last.event != kernel::latest_event()) last = {};
  RacingCells read;
  RacingCells written;
  (write ? written : read) = cells;
  if (whole) read.add(last.read);
  // A structure is copied after the hooks of its write and then of its read.
  if (last.at != nullptr && bytes_at(last.at, last.size) == last.bytes) written.add(last.written);
  last = {.read = read, .written = {}};
  if (write) last = {.read = {}, .written = cells, .at = at, .size = size};
  if (write) last.bytes = bytes_at(at, size);
  Alternative way;
  touch(way, read, written);
  return kernel::declare(way);
}

}  // namespace weft::unmodified
