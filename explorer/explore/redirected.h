// Leads calls of functions of shared libraries to functions of ours, for a while.
#pragma once

#include <span>
#include <vector>

namespace weft {

struct Redirection {
  const char* name;
  void* to;
};

/// While one lives, calls that the program, and libraries that are not the system's, make of the
/// named functions come to others; so do those of the C++ library, with `also_of_cxx`. Before and
/// after, nothing is there that could cost anything.
class Redirected {
 public:
  Redirected(std::span<const Redirection> all, bool also_of_cxx);
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;
  ~Redirected();

  /// A place in a program or library that says where a function of another one is.
  struct Slot {
    void** at;
    void* to;
    void* was;
    bool read_only;
  };

 private:
  std::vector<Slot> slots_;
};

/// The function of that name, wherever calls are led.
[[nodiscard]] void* original(const char* name);

}  // namespace weft
