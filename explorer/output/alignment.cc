#include "weft/explorer/output/alignment.h"

#include <algorithm>
#include <cstdint>

namespace weft::output {
namespace {

using Step = Transcript::Step;

bool same(const Transcript& left, const Step& a, const Transcript& right, const Step& b) {
  return a.kind == b.kind && a.operation == b.operation && a.object == b.object &&
         a.result == b.result && a.at == b.at &&
         left.goroutines[a.goroutine].name == right.goroutines[b.goroutine].name;
}

/// The length of the longest common subsequence of what follows, for every pair of places.
class Common {
 public:
  Common(const Transcript& left, const Transcript& right, std::size_t from)
      : width_(right.steps.size() + 1), table_((left.steps.size() + 1) * width_) {
    for (std::size_t i = left.steps.size(); i-- > from;) {
      for (std::size_t j = right.steps.size(); j-- > from;) {
        at(i, j) = same(left, left.steps[i], right, right.steps[j])
                       ? at(i + 1, j + 1) + 1
                       : std::max(at(i + 1, j), at(i, j + 1));
      }
    }
  }
  [[nodiscard]] std::uint32_t& at(std::size_t i, std::size_t j) { return table_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<std::uint32_t> table_;
};

constexpr std::size_t kLargestTable = 4'000'000;

}  // namespace

std::vector<Aligned> aligned(const Transcript& left, const Transcript& right) {
  const std::size_t lefts = left.steps.size();
  const std::size_t rights = right.steps.size();
  std::vector<Aligned> all;
  std::size_t i = 0;
  while (i < lefts && i < rights && same(left, left.steps[i], right, right.steps[i])) {
    all.push_back({.left = i, .right = i});
    ++i;
  }
  std::size_t j = i;
  if ((lefts + 1) * (rights + 1) <= kLargestTable) {
    Common common(left, right, i);
    while (i < lefts && j < rights) {
      if (same(left, left.steps[i], right, right.steps[j])) {
        all.push_back({.left = i++, .right = j++});
      } else if (common.at(i + 1, j) >= common.at(i, j + 1)) {
        all.push_back({.left = i++});
      } else {
        all.push_back({.right = j++});
      }
    }
  }
  while (i < lefts) all.push_back({.left = i++});
  while (j < rights) all.push_back({.right = j++});
  return all;
}

}  // namespace weft::output
