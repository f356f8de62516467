// Steps that are kept one behind another, as on a stack, and their touches in one row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/row.h"
#include "weft/explorer/search/wakeup_tree.h"

namespace weft::search {

class Steps {
 public:
  [[nodiscard]] std::size_t size() const { return all_.size(); }
  void push_back(const Planned& step) {
    Kept& kept = all_.emplace_back();
    kept.transition = step.transition;
    kept.arrivals_unknown = step.arrivals_unknown;
    kept.sketch = sketch(step);
    kept.first_touch = static_cast<std::uint32_t>(touches_.size());
    for (const kernel::Touch& touch : step.touches) touches_.push_back(touch);
    kept.last_touch = static_cast<std::uint32_t>(touches_.size());
  }
  /// Forgets all but the first `count`, of which there are at least so many.
  void cut(std::size_t count) {
    if (count < size()) touches_.cut(all_[count].first_touch);
    all_.cut(count);
  }
  void clear() { cut(0); }

  [[nodiscard]] const kernel::Transition& transition(std::size_t n) const {
    return all_[n].transition;
  }
  /// Good until the next push_back().
  [[nodiscard]] Planned operator[](std::size_t n) const {
    const Kept& kept = all_[n];
    const std::span touches(touches_.data() + kept.first_touch, touches_.data() + kept.last_touch);
    return {kept.transition, touches, kept.arrivals_unknown, kept.sketch};
  }

 private:
  struct Kept {
    kernel::Transition transition;
    Sketch sketch = kUnsketched;
    std::uint32_t first_touch = 0;
    std::uint32_t last_touch = 0;
    bool arrivals_unknown = false;
  };

  kernel::Row<Kept> all_;
  kernel::Row<kernel::Touch> touches_;
};

}  // namespace weft::search
