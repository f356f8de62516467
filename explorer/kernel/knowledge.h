// What the executions of a search have taught the world they ran in, as values that outlive the
// process: without it nobody knows what the search calls things.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace weft::kernel {

/// A goroutine or resources, by who made them; see names.h.
struct Made {
  std::string key;  ///< of the maker; empty: a goroutine
  std::uint64_t number = 0;
  std::uint32_t nth = 0;
  std::uint32_t count = 0;  ///< of resources
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 sees a null pointer where none is
  friend auto operator<=>(const Made&, const Made&) = default;
};

struct Knowledge {
  struct Fact {
    std::string file;
    std::uint32_t line = 0;
  };
  std::vector<Fact> facts;
  bool somebody_joins = false;
  bool expects_loops = true;
  bool lasting = true;           ///< it means something in another process; see MakerKey
  std::vector<Made> goroutines;  ///< in the order of their numbers
  std::vector<Made> resources;
};

}  // namespace weft::kernel
