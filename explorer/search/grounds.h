// Where pools of runs have their room from. Searches that share one tree have one of it, whatever
// threads they are on: what one has made another may use, and give back.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <new>
#include <type_traits>
#include <vector>

#include "weft/explorer/kernel/row.h"

namespace weft::search {

template <typename T>
class Grounds {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  using Place = std::uint32_t;
  static constexpr std::size_t kChunkBits = 16;
  static constexpr std::size_t kChunk = std::size_t{1} << kChunkBits;

  Grounds() { chunks_[0] = nullptr; }

  /// Where the elements are: number p is the (p % kChunk)-th of chunk p / kChunk. It stays where it
  /// is, and so do they.
  [[nodiscard]] T* const* chunks() const { return chunks_.get(); }
  /// How many elements have been given out.
  [[nodiscard]] std::size_t given() const { return given_; }

  /// Up to `count` places of that kind, at least one, each with room for `size` elements.
  void take(std::size_t kind, std::size_t size, std::size_t count, kernel::Row<Place>& into) {
    const std::lock_guard lock(mutex_);
    if (kind < free_.size() && !free_[kind].empty()) {
      move(free_[kind], std::min(count, free_[kind].size()), into);
    } else {
      for (; count > 0; --count) into.push_back(next(size));
    }
  }
  void give_back(std::size_t kind, std::size_t count, kernel::Row<Place>& from) {
    const std::lock_guard lock(mutex_);
    if (kind >= free_.size()) free_.resize(kind + 1);
    move(from, count, free_[kind]);
  }
  /// Nothing of it is in use any more.
  void clear() {
    for (kernel::Row<Place>& places : free_) places.clear();
    piece_ = used_ = end_ = given_ = 0;
  }

 private:
  static constexpr std::size_t kMostChunks = (std::size_t{1} << 32U) / kChunk;
  struct Free {
    void operator()(T* elements) const { ::operator delete(elements); }
  };
  /// Chunks that lie side by side.
  struct Piece {
    std::unique_ptr<T, Free> elements;
    std::size_t begin;
    std::size_t end;
  };

  static void move(kernel::Row<Place>& from, std::size_t count, kernel::Row<Place>& into) {
    for (; count > 0; --count) {
      into.push_back(from.back());
      from.pop_back();
    }
  }
  Place next(std::size_t size) {
    if (end_ - used_ < size) begin_piece(size);
    const auto place = static_cast<Place>(used_);
    used_ += size;
    given_ += size;
    return place;
  }
  [[gnu::noinline]] void begin_piece(std::size_t size) {
    while (piece_ < pieces_.size() && pieces_[piece_].end - pieces_[piece_].begin < size) ++piece_;
    if (piece_ == pieces_.size()) add_piece(size);
    used_ = pieces_[piece_].begin;
    end_ = pieces_[piece_].end;
    ++piece_;
  }
  /// Nobody touches what is not used.
  void add_piece(std::size_t size) {
    const std::size_t begin = pieces_.empty() ? 0 : pieces_.back().end;
    const std::size_t end = begin + (size + kChunk - 1) / kChunk * kChunk;
    if (end > kMostChunks * kChunk) throw std::bad_alloc();
    std::unique_ptr<T, Free> elements(static_cast<T*>(::operator new((end - begin) * sizeof(T))));
    for (std::size_t at = begin; at < end; at += kChunk) {
      chunks_[at / kChunk] = elements.get() + (at - begin);
    }
    pieces_.push_back({std::move(elements), begin, end});
  }

  std::mutex mutex_;
  std::unique_ptr<T*[]> chunks_ = std::make_unique_for_overwrite<T*[]>(kMostChunks);
  std::vector<Piece> pieces_;
  std::size_t piece_ = 0;  // the next one
  std::size_t used_ = 0;   // of the one before
  std::size_t end_ = 0;    // of that
  std::size_t given_ = 0;
  std::vector<kernel::Row<Place>> free_;  // by kind
};

}  // namespace weft::search
