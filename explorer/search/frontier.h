// What is left of a search, as values: it can be written down, and another process goes on with it
// as if nothing had happened. See docs/search.md.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "weft/explorer/search/wakeup_tree.h"

namespace weft::search {

class Dpor;

struct Frontier {
  /// A wakeup tree: its branches in the order in which they will be explored.
  struct Branch {
    Step step;
    std::vector<Branch> then;
  };
  static constexpr std::uint32_t kAlone = 0xFFFFFFFF;
  struct Node {
    kernel::Transition taken;
    std::vector<Step> asleep;
    std::vector<Branch> wakeup;
    std::vector<Branch> then;
    std::uint32_t shared = kAlone;  ///< into Frontier::shared
    std::uint32_t started = 0;
  };
  /// One of the searches that work at it: a whole Dpor.
  struct Part {
    std::vector<Node> nodes;
    std::uint64_t analysed = 0;
    std::vector<std::uint8_t> again;
    std::uint64_t blocked = 0;
  };
  struct Started {
    Step step;
    std::uint32_t searches = 0;
  };
  struct Shared {
    std::vector<Step> asleep;
    std::vector<Started> started;
    std::vector<Branch> wakeup;
  };

  std::vector<Part> parts;
  std::vector<Shared> shared;
};

/// Of the searches of one tree, all of which stand between learn() and the next execution.
[[nodiscard]] Frontier frontier_of(std::span<const std::unique_ptr<Dpor>> parts);

/// The searches again. Throws std::invalid_argument if nothing can have left such a frontier.
[[nodiscard]] std::vector<std::unique_ptr<Dpor>> searches_of(const Frontier& frontier);

}  // namespace weft::search
