// Small random programs over the primitives.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace weft::testing_support {

struct Shape {
  std::vector<std::string> operations;  ///< drawn from these, see random_program.cc
  int max_goroutines = 3;
  int max_operations = 3;
};

/// A program as text, one line a goroutine: "send bx 1; lock mx; …". Equal seeds, equal programs.
std::vector<std::vector<std::string>> random_program(std::uint64_t seed, const Shape& shape);
std::string to_string(const std::vector<std::vector<std::string>>& program);

}  // namespace weft::testing_support
