// Values for a person.
#pragma once

#include <concepts>
#include <ostream>
#include <sstream>
#include <string>
#include <type_traits>

namespace weft {

/// Go's struct{}: a value that only says "now".
struct Unit {
  friend bool operator==(Unit, Unit) = default;
};

namespace chan {

template <typename Range>
void show_all(std::ostream& out, const Range& range);

/// A value for a person, if its type can be shown at all.
template <typename T>
void show(std::ostream& out, const T& value) {
  if constexpr (std::same_as<T, Unit>) {
    out << "()";
  } else if constexpr (std::same_as<T, bool>) {
    out << (value ? "true" : "false");
  } else if constexpr (requires { value.state()->name(); }) {  // a channel: not what is in it
    if (value.state() == nullptr) {
      out << "nil";
    } else {
      out << value.state()->name();
    }
  } else if constexpr (requires { value.get(), *value, value == nullptr; }) {  // owns a value
    value == nullptr ? void(out << "nil") : show(out, *value);
  } else if constexpr (std::is_pointer_v<T>) {
    out << (value == nullptr ? "nil" : "…");
  } else if constexpr (requires { out << value; }) {
    out << value;
  } else if constexpr (requires { value.first, value.second; }) {
    show(out << '(', value.first);
    show(out << ", ", value.second);
    out << ')';
  } else if constexpr (requires { value.begin() != value.end(), *value.begin(); }) {
    show_all(out, value);
  } else {
    out << "…";
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
