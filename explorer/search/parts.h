// Sets of events, each a part of the same configuration. No allocation once it is warm.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace weft::search {

class Parts {
 public:
  using Members = std::vector<std::uint8_t>;  ///< by event: whether it is in the set
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void clear(std::size_t events) {
    events_ = events;
    members_.clear();
    sizes_.clear();
  }
  [[nodiscard]] bool empty() const { return sizes_.empty(); }
  [[nodiscard]] std::size_t size() const { return sizes_.size(); }
  /// Unless it is here already.
  void add(const Members& set) {
    const auto size = static_cast<std::size_t>(std::ranges::count_if(set, is_in));
    for (std::size_t s = 0; s < sizes_.size(); ++s) {
      if ((sizes_[s].events == size) && std::equal(set.begin(), set.end(), begin(s))) return;
    }
    members_.insert(members_.end(), set.begin(), set.end());
    sizes_.push_back({size, false});
  }
  /// The largest one that was not taken; kNone if there is none.
  [[nodiscard]] std::size_t largest() const {
    std::size_t best = kNone;
    for (std::size_t s = 0; s < sizes_.size(); ++s) {
      if (sizes_[s].taken) continue;
      if (best == kNone || sizes_[s].events > sizes_[best].events) best = s;
    }
    return best;
  }
  void take(std::size_t s, Members& into) {
    sizes_[s].taken = true;
    copy(s, into);
  }
  void copy(std::size_t s, Members& into) const { std::copy_n(begin(s), events_, into.begin()); }
  /// Whether one of them has all that `set` has.
  [[nodiscard]] bool any_contains(const Members& set) const {
    for (std::size_t s = 0; s < sizes_.size(); ++s) {
      if (std::equal(set.begin(), set.end(), begin(s),
                     [](auto mine, auto theirs) { return mine == 0 || theirs != 0; })) {
        return true;
      }
    }
    return false;
  }

 private:
  struct Size {
    std::size_t events;
    bool taken;
  };
  [[nodiscard]] static bool is_in(std::uint8_t member) { return member != 0; }
  [[nodiscard]] Members::const_iterator begin(std::size_t s) const {
    return members_.begin() + static_cast<std::ptrdiff_t>(s * events_);
  }

  std::size_t events_ = 0;
  Members members_;  // of all sets, one after the other
  std::vector<Size> sizes_;
};

}  // namespace weft::search
