// Room for elements that are made, used and given back together: they lie side by side, so that
// those that nobody has looked at for long come back from memory as one. Room is neither split nor
// joined: what there is of it for each length is the most that was ever in use.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "weft/explorer/kernel/row.h"

namespace weft::search {

template <typename T>
class RunPool {
 public:
  using Place = std::uint32_t;

  /// Where `length` elements, at least one, have room. What is there has any value.
  [[nodiscard]] Place take(std::size_t length) {
    const Room room = room_for(length);
    if (room.kind < free_.size() && !free_[room.kind].empty()) {
      const Place first = free_[room.kind].back();
      free_[room.kind].pop_back();
      return first;
    }
    const std::size_t first = all_.size();
    all_.resize(first + room.size);
    return static_cast<Place>(first);
  }
  /// What take() of this length returned.
  void give_back(Place first, std::size_t length) {
    const Room room = room_for(length);
    if (room.kind >= free_.size()) free_.resize(room.kind + 1);
    free_[room.kind].push_back(first);
  }
  void clear() {
    all_.clear();
    for (kernel::Row<Place>& places : free_) places.clear();
  }

  [[nodiscard]] T& operator[](Place place) { return all_[place]; }
  [[nodiscard]] const T& operator[](Place place) const { return all_[place]; }
  [[nodiscard]] const T* from(Place place) const { return all_.data() + place; }
  /// For how many there is room, given back or not.
  [[nodiscard]] std::size_t room() const { return all_.size(); }

 private:
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

  std::vector<T> all_;
  std::vector<kernel::Row<Place>> free_;  // by kind of room
};

}  // namespace weft::search
