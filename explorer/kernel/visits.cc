#include "weft/explorer/kernel/visits.h"

#include <algorithm>

namespace weft::kernel {

const Visit* Visits::find(std::uint32_t place) const {
  const std::size_t remembered = std::min(count_, kRemembered);
  for (std::size_t back = 1; back <= remembered; ++back) {
    const std::size_t at = (count_ - back) % kRemembered;
    if (places_[at] == place) return &visits_[at];
  }
  return nullptr;
}

Visit& Visits::add(std::uint32_t place) {
  const std::size_t at = count_++ % kRemembered;
  places_[at] = place;
  return visits_[at];
}

}  // namespace weft::kernel
