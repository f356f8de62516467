// Room for elements that are made, used and given back together: they lie side by side, so that
// those that nobody has looked at for long come back from memory as one. Room is neither split nor
// joined: what there is of it for each length is the most that was ever in use.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "weft/explorer/kernel/row.h"
#include "weft/explorer/search/grounds.h"

namespace weft::search {

template <typename T>
class RunPool {
 public:
  using Place = std::uint32_t;

  RunPool() = default;
  RunPool(const RunPool&) = delete;
  RunPool& operator=(const RunPool&) = delete;
  ~RunPool() { leave(); }

  /// Where `length` elements, at least one, have room. What is there has any value.
  [[nodiscard]] Place take(std::size_t length) {
    const Room room = room_for(length);
    if (room.kind >= free_.size() || free_[room.kind].empty()) fetch(room);
    const Place first = free_[room.kind].back();
    free_[room.kind].pop_back();
    return first;
  }
  /// What take() of this length returned, of this pool or another one with the same grounds.
  void give_back(Place first, std::size_t length) {
    const Room room = room_for(length);
    if (room.kind >= free_.size()) free_.resize(room.kind + 1);
    free_[room.kind].push_back(first);
    if (free_[room.kind].size() == most_) {
      grounds_->give_back(room.kind, most_ / 2, free_[room.kind]);
    }
  }
  /// Nothing that was taken here is in use any more.
  void clear() {
    if (is_shared()) return leave();
    for (kernel::Row<Place>& places : free_) places.clear();
    if (grounds_ != nullptr) grounds_->clear();
  }
  /// From now on the two have their room in common; nothing that was taken here is in use.
  void share(RunPool& other) {
    other.need_grounds();
    if (grounds_ != other.grounds_) {
      clear();
      grounds_ = other.grounds_;
      chunks_ = other.chunks_;
    }
    most_ = other.most_ = kMost;
  }

  [[nodiscard]] T& operator[](Place place) { return *at(place); }
  [[nodiscard]] const T& operator[](Place place) const { return *at(place); }
  [[nodiscard]] const T* from(Place place) const { return at(place); }
  /// For how many there is room, given back or not.
  [[nodiscard]] std::size_t room() const { return grounds_ == nullptr ? 0 : grounds_->given(); }

 private:
  // Who shares its grounds keeps no more than so many free places of a kind from others, and gets
  // up to so many at once, for no more than so many elements.
  static constexpr std::size_t kMost = 128;
  static constexpr std::size_t kSome = 16;
  static constexpr std::size_t kSomeElements = 1024;
  static constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
  static constexpr T* kNothing[] = {nullptr};

  struct Room {
    std::size_t size;
    std::size_t kind;
  };
  /// At most a quarter more than asked for, so that there are few kinds and what was given back
  /// is of use again: lengths are rounded up to three binary digits.
  static Room room_for(std::size_t length) {
    const auto digits = static_cast<std::size_t>(std::bit_width(length));
    const std::size_t shift = std::max(digits, std::size_t{3}) - 3;
    const std::size_t leading = (length + (std::size_t{1} << shift) - 1) >> shift;
    return {leading << shift, 4 * shift + leading};
  }

  [[nodiscard]] T* at(Place place) const {
    return chunks_[place >> Grounds<T>::kChunkBits] + place % Grounds<T>::kChunk;
  }
  [[nodiscard]] bool is_shared() const { return most_ == kMost; }
  void need_grounds() {
    if (grounds_ != nullptr) return;
    grounds_ = std::make_shared<Grounds<T>>();
    chunks_ = grounds_->chunks();
  }
  [[gnu::noinline]] void fetch(const Room& room) {
    need_grounds();
    if (room.kind >= free_.size()) free_.resize(room.kind + 1);
    const std::size_t some = std::clamp(kSomeElements / room.size, std::size_t{1}, kSome);
    grounds_->take(room.kind, room.size, is_shared() ? some : 1, free_[room.kind]);
  }
  /// What is free here is free for all; from now on this pool has grounds of its own.
  void leave() {
    if (!is_shared()) return;
    for (std::size_t kind = 0; kind < free_.size(); ++kind) {
      grounds_->give_back(kind, free_[kind].size(), free_[kind]);
    }
    grounds_ = nullptr;
    chunks_ = kNothing;
    most_ = kAll;
  }

  std::shared_ptr<Grounds<T>> grounds_;
  T* const* chunks_ = kNothing;           // theirs
  std::size_t most_ = kAll;               // free places of a kind
  std::vector<kernel::Row<Place>> free_;  // by kind of room
};

}  // namespace weft::search
