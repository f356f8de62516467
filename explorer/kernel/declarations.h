// Which alternatives have been declared for all executions of a search.
//
// A primitive is made anew in every execution, with the same resources: whoever is first with
// these resources declares, the others find what was declared.
#pragma once

#include <cstdint>
#include <vector>

#include "weft/explorer/kernel/ids.h"

namespace weft::kernel {

/// What a declaration is about: the same, the same alternatives.
struct Declared {
  ResourceId of;        ///< the first resource of the primitive
  const void* kind;     ///< which primitive
  std::uint64_t shape;  ///< whatever else its alternatives depend on
  friend bool operator==(const Declared&, const Declared&) = default;
};

class Declarations {
 public:
  struct Block {
    AlternativeId first;
    std::uint32_t count;
    bool has_tickets;  ///< some touch one of a ring
  };

  void clear();
  [[nodiscard]] const Block* find(const Declared& what) const;
  void add(const Declared& what, const Block& block);

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  struct Entry {
    Declared what;
    Block block;
    std::uint32_t next;  // of the same resource: another schedule may make another primitive there
  };

  std::vector<std::uint32_t> newest_;  // by resource
  std::vector<Entry> entries_;
};

}  // namespace weft::kernel
