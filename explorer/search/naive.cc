#include "weft/explorer/search/naive.h"

namespace weft::search {

kernel::Transition Naive::choose(kernel::Open& open) {
  const std::size_t depth = open.so_far().size();
  const auto enabled = open.all();
  if (enabled.empty()) return {};
  if (depth == path_.size()) path_.push_back({.taken = 0, .width = enabled.size()});
  return enabled[path_[depth].taken];
}

bool Naive::learn(const kernel::Execution& finished) {
  last_ = &finished;
  while (!path_.empty() && ++path_.back().taken == path_.back().width) path_.pop_back();
  return !path_.empty();
}

}  // namespace weft::search
