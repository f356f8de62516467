// Values as bytes and back, by one description of their fields for both ways. Numbers take as many
// bytes as they need; nothing depends on the machine.
#pragma once

#include <bit>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace weft {

/// Writes what it is shown.
class Writer {
 public:
  static constexpr bool kReads = false;

  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
    bytes_ += static_cast<char>(value);
  }
  void text(const std::string& value) {
    number(value.size());
    bytes_ += value;
  }
  [[nodiscard]] std::string& bytes() { return bytes_; }

 private:
  std::string bytes_;
};

/// Fills in what it is shown. Throws std::invalid_argument where the bytes end too early.
class Reader {
 public:
  static constexpr bool kReads = true;

  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<std::uint8_t>(take(1)[0]);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
    throw std::invalid_argument("a number in it is too large");
  }
  void text(std::string& value) { value = take(number()); }
  /// How many elements follow, each of which takes a byte at least.
  [[nodiscard]] std::size_t size() {
    const std::uint64_t size = number();
    if (size > bytes_.size()) throw std::invalid_argument("it ends too early");
    return size;
  }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view take(std::uint64_t count) {
    if (count > bytes_.size()) throw std::invalid_argument("it ends too early");
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }

  std::string_view bytes_;
};

template <typename Archive>
void field(Archive& archive, std::string& value) {
  archive.text(value);
}

template <typename Archive, typename T>
requires(std::is_integral_v<T> || std::is_enum_v<T>) void field(Archive& archive, T& value) {
  if constexpr (Archive::kReads) {
    value = static_cast<T>(archive.number());
  } else if constexpr (std::is_enum_v<T>) {
    archive.number(static_cast<std::uint64_t>(static_cast<std::underlying_type_t<T>>(value)));
  } else {
    archive.number(static_cast<std::uint64_t>(value));
  }
}

template <typename Archive>
void field(Archive& archive, double& value) {
  auto bits = std::bit_cast<std::uint64_t>(value);
  field(archive, bits);
  value = std::bit_cast<double>(bits);
}

template <typename Archive, typename T>
void field(Archive& archive, std::vector<T>& values) {
  if constexpr (Archive::kReads) {
    values.resize(archive.size());
  } else {
    archive.number(values.size());
  }
  for (T& value : values) field(archive, value);
}

/// Several, one after the other.
template <typename Archive, typename... Values>
void fields(Archive& archive, Values&... values) {
  (field(archive, values), ...);
}

}  // namespace weft
