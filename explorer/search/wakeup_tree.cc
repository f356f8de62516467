#include "weft/explorer/search/wakeup_tree.h"

#include <algorithm>
#include <utility>

namespace weft::search {
namespace {

bool reads_arrivals(const Planned& p, const kernel::Execution& execution) {
  return std::ranges::any_of(p.touches, [&](const kernel::Touch& touch) {
    return touch.mode == kernel::Mode::read && execution.counts_arrivals(touch.resource);
  });
}

}  // namespace

bool dependent(const Planned& a, const Planned& b, const kernel::Execution& execution) {
  if (share_goroutine(a.transition, b.transition)) return true;
  if (kernel::dependent(a.touches, b.touches)) return true;
  return (a.arrivals_unknown && reads_arrivals(b, execution)) ||
         (b.arrivals_unknown && reads_arrivals(a, execution));
}

bool weak_initial(const Planned& p, std::span<const Planned> v, const kernel::Execution& execution,
                  std::size_t& place) {
  for (place = 0; place < v.size(); ++place) {
    if (v[place].transition == p.transition) return true;
    if (dependent(p, v[place], execution)) return false;
  }
  return true;
}

bool insert(std::vector<Branch>& tree, Sequence v, const kernel::Execution& execution) {
  std::vector<Branch>* level = &tree;
  while (!v.empty()) {
    std::size_t place = 0;
    const auto fits = std::ranges::find_if(*level, [&](const Branch& branch) {
      return weak_initial(branch.step, v, execution, place);
    });
    if (fits == level->end()) break;
    if (fits->then.empty()) return false;
    if (place < v.size()) v.erase(v.begin() + static_cast<std::ptrdiff_t>(place));
    level = &fits->then;
  }
  if (v.empty()) return false;
  for (Planned& step : v) {
    level->push_back({std::move(step), {}});
    level = &level->back().then;
  }
  return true;
}

}  // namespace weft::search
