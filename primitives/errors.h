// Go's error: nothing, or a message, perhaps with what caused it. A value; copies are the same
// error.
#pragma once

#include <cstddef>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weft {

class Error {
 public:
  /// nil: no error.
  Error() = default;
  Error(std::nullptr_t) {}  // NOLINT: reads as in Go
  /// errors.New(message): an error of its own, equal only to its copies.
  explicit Error(std::string message) : Error(std::move(message), {}) {}

  /// `err != nil`
  explicit operator bool() const { return node_ != nullptr; }
  /// What went wrong; "<nil>" for no error, as Go prints it.
  [[nodiscard]] std::string_view message() const;
  /// The same error, not merely the same words.
  friend bool operator==(const Error&, const Error&) = default;

  /// errors.Unwrap: what it wraps; nil if nothing, or more than one thing.
  [[nodiscard]] Error unwrap() const;

 private:
  struct Node {
    std::string message;
    std::vector<Error> causes;
  };
  Error(std::string message, std::vector<Error> causes);

  friend Error wrap(std::string message, const Error& cause);
  friend Error join(std::vector<Error> errors);
  friend bool errors_is(const Error& error, const Error& target);

  std::shared_ptr<const Node> node_;
};

/// fmt.Errorf("message: %w", cause)
[[nodiscard]] Error wrap(std::string message, const Error& cause);

/// errors.Join: an error that wraps all of `errors` but the nil ones, one line each; nil if there
/// are none.
[[nodiscard]] Error join(std::vector<Error> errors);

/// errors.Is: whether `error`, or something it wraps at any depth, is `target`.
[[nodiscard]] bool errors_is(const Error& error, const Error& target);

std::ostream& operator<<(std::ostream& out, const Error& error);

}  // namespace weft
