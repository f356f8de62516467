// Values for a person.
#pragma once

#include <concepts>
#include <ostream>
#include <sstream>
#include <string>
#include <type_traits>
#include <typeinfo>

#include "weft/primitives/clock.h"

namespace weft {

/// Go's struct{}: a value that only says "now".
struct Unit {
  friend bool operator==(Unit, Unit) = default;
};

namespace chan {

template <typename Range>
void show_all(std::ostream& out, const Range& range);
/// "Node" for "list::Node<int>".
[[nodiscard]] std::string short_name(const std::type_info& type);
/// "Node#2" for the second of the things of this type that are pointed to in a tale.
void show_pointer(std::ostream& out, const std::type_info& type, const void* address);

template <typename To>
void show_pointer(std::ostream& out, To* pointer) {
  using Plain = std::remove_cv_t<To>;
  if constexpr (std::same_as<Plain, char>) {
    out << pointer;
  } else if constexpr (std::is_function_v<Plain>) {
    out << "function";
  } else {
    show_pointer(out, typeid(Plain), pointer);
  }
}

/// A value for a person: by its type's operator<< if it has one. Never an address.
template <typename T>
void show(std::ostream& out, const T& value) {
  if constexpr (std::same_as<T, Unit>) {
    out << "()";
  } else if constexpr (std::same_as<T, bool>) {
    out << (value ? "true" : "false");
  } else if constexpr (std::same_as<T, Time>) {
    out << "at " << to_string(value.time_since_epoch());
  } else if constexpr (std::convertible_to<T, Duration>) {
    out << to_string(Duration(value));
  } else if constexpr (requires {
                         value.handle().shown()->name();
                       }) {  // a channel: not what is in it
    if (value.handle().shown() == nullptr) {
      out << "nil";
    } else {
      out << value.handle().shown()->name();
    }
  } else if constexpr (requires { value.get(), *value, value == nullptr; }) {  // owns a value
    value == nullptr ? void(out << "nil") : show(out, *value);
  } else if constexpr (std::is_pointer_v<T>) {
    if (value == nullptr) {
      out << "nil";
    } else {
      show_pointer(out, value);
    }
  } else if constexpr (requires { value.has_value(), *value; }) {
    value.has_value() ? show(out, *value) : void(out << "none");
  } else if constexpr (requires { out << value; }) {
    out << value;
  } else if constexpr (requires { value.first, value.second; }) {
    show(out << '(', value.first);
    show(out << ", ", value.second);
    out << ')';
  } else if constexpr (requires { value.begin() != value.end(), *value.begin(); }) {
    show_all(out, value);
  } else if constexpr (std::is_enum_v<T>) {
    out << short_name(typeid(T)) << '(' << +static_cast<std::underlying_type_t<T>>(value) << ')';
  } else {
    out << short_name(typeid(T)) << "{…}";
  }
}

template <typename Range>
void show_all(std::ostream& out, const Range& range) {
  constexpr int kMost = 8;
  int n = 0;
  out << '[';
  for (const auto& value : range) {
    if (n > 0) out << ", ";
    if (n++ == kMost) {
      out << "…";
      break;
    }
    show(out, value);
  }
  out << ']';
}

template <typename T>
[[nodiscard, gnu::noinline]] std::string shown(const T& value) {
  std::ostringstream out;
  show(out, value);
  return out.str();
}

}  // namespace chan
}  // namespace weft
