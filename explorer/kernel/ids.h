// Names that cannot be mixed up: a goroutine's number never passes for a resource's.
#pragma once

#include <cstddef>
#include <cstdint>

namespace weft::kernel {

enum class GoroutineId : std::uint16_t {};
enum class ResourceId : std::uint32_t {};
enum class EventId : std::uint32_t {};
/// One goroutine's stop in front of one operation, numbered in order of arrival.
enum class OperationId : std::uint32_t {};
/// A declared way for an operation to happen, see alternative.h. From kFirstFleeting on they are
/// good for one execution only.
enum class AlternativeId : std::uint32_t {};
inline constexpr AlternativeId kFirstFleeting{0x80000000};

inline constexpr GoroutineId kMain{0};
inline constexpr GoroutineId kNobody{0xFFFF};
inline constexpr EventId kNever{0xFFFFFFFF};
inline constexpr OperationId kNoOperation{0xFFFFFFFF};
inline constexpr ResourceId kNoResource{0xFFFFFFFF};
/// Nobody touches it: its count stays zero.
inline constexpr ResourceId kUntouched{0};

constexpr std::size_t index(GoroutineId id) {
  return static_cast<std::size_t>(id);
}
constexpr std::size_t index(ResourceId id) {
  return static_cast<std::size_t>(id);
}
constexpr std::size_t index(EventId id) {
  return static_cast<std::size_t>(id);
}
constexpr std::size_t index(OperationId id) {
  return static_cast<std::size_t>(id);
}
constexpr std::size_t index(AlternativeId id) {
  return static_cast<std::size_t>(id);
}

}  // namespace weft::kernel
