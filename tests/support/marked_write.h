// Steps for tests of wakeup trees.
#pragma once

#include <cstdint>
#include <vector>

#include "weft/explorer/search/wakeup_tree.h"

namespace weft::testing_support {

/// A goroutine's write of one resource, both known by a number. It may also read, so many times,
/// what nobody else knows: resource `mark`.
struct MarkedWrite {
  std::uint16_t goroutine;
  std::vector<kernel::Touch> touches;

  MarkedWrite(std::uint16_t g, std::uint32_t resource, std::uint32_t mark = 0,
              std::size_t reads = 0)
      : goroutine(g), touches{{kernel::ResourceId{resource}, kernel::Mode::write}} {
    touches.insert(touches.end(), reads, {kernel::ResourceId{mark}, kernel::Mode::read});
  }
  [[nodiscard]] search::Planned planned() const {
    search::Planned planned{.transition = {.goroutine = kernel::GoroutineId{goroutine}},
                            .touches = touches};
    planned.sketch = sketch(planned);
    return planned;
  }
};

/// The steps must outlive it.
inline search::Sequence planned(const std::vector<MarkedWrite>& steps) {
  search::Sequence all;
  for (const MarkedWrite& step : steps) all.push_back(step.planned());
  return all;
}

}  // namespace weft::testing_support
