// Runs the real programs as a person at a shell would.
#pragma once

#include <string>

namespace weft::shell {

struct Outcome {
  int status = -1;
  std::string out;
  std::string err;
};

/// Runs `command`, which may set variables first, with sh; 124 after a minute.
[[nodiscard]] Outcome run(const std::string& command);

/// The shipped tool, and a program of the sample scenarios linked with weft::main.
[[nodiscard]] Outcome weft(const std::string& arguments);
[[nodiscard]] Outcome sample(const std::string& arguments);

/// A folder of the running test's own, empty.
[[nodiscard]] std::string folder();

[[nodiscard]] bool contains(const std::string& text, const std::string& part);
/// How many lines there are.
[[nodiscard]] std::size_t lines(const std::string& text);

}  // namespace weft::shell
