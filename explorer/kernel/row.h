// Elements in a row, as in std::vector. How many there are is a number kept beside them: what is
// asked at every operation is not worked out from two pointers by a division.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

namespace weft::kernel {

template <typename T>
class Row {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] T* data() { return room_.data(); }
  [[nodiscard]] const T* data() const { return room_.data(); }
  [[nodiscard]] T& operator[](std::size_t n) { return room_[n]; }
  [[nodiscard]] const T& operator[](std::size_t n) const { return room_[n]; }
  [[nodiscard]] T* begin() { return data(); }
  [[nodiscard]] const T* begin() const { return data(); }
  [[nodiscard]] T* end() { return data() + count_; }
  [[nodiscard]] const T* end() const { return data() + count_; }
  [[nodiscard]] T& back() { return room_[count_ - 1]; }
  [[nodiscard]] const T& back() const { return room_[count_ - 1]; }

  T& push_back(const T& value) {
    if (count_ == capacity_) return push_back_in_more_room(value);
    return room_[count_++] = value;
  }
  /// Made in place: to copy what was written a moment ago, field by field, waits for the writes.
  T& emplace_back() {
    reserve(count_ + 1);
    return *std::construct_at(data() + count_++);
  }
  void pop_back() { --count_; }
  void erase(T* at) {
    std::copy(at + 1, end(), at);
    pop_back();
  }
  void clear() { count_ = 0; }
  /// Forgets all but the first `count`, of which there are at least so many.
  void cut(std::size_t count) { count_ = count; }
  void resize(std::size_t count, const T& value = {}) {
    reserve(count);
    if (count > count_) std::fill(end(), data() + count, value);
    count_ = count;
  }
  void assign(std::size_t count, const T& value) {
    count_ = 0;
    resize(count, value);
  }

 private:
  void reserve(std::size_t count) {
    if (count <= capacity_) return;
    capacity_ = std::max({count, 2 * capacity_, std::size_t{8}});
    room_.resize(capacity_);
  }
  [[gnu::cold, gnu::noinline]] T& push_back_in_more_room(T value) {
    reserve(count_ + 1);
    return room_[count_++] = value;
  }

  std::vector<T> room_;
  std::size_t count_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace weft::kernel
