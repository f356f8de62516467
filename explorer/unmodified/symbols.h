// What a global variable is called.
#pragma once

#include <string>

namespace weft::unmodified {

/// "counter", "queue+8": the variable of the program that `address` lies in; empty if there is
/// none, or its name has been stripped.
[[nodiscard]] std::string variable_at(const void* address);

}  // namespace weft::unmodified
