#include "weft/explorer/kernel/visits.h"

#include <algorithm>

namespace weft::kernel {

template <typename Wanted>
const Visit* Visits::latest(std::uint32_t place, Wanted wanted) const {
  const std::size_t remembered = std::min(count_, kRemembered);
  for (std::size_t back = 1; back <= remembered; ++back) {
    const std::size_t at = (count_ - back) % kRemembered;
    if (places_[at] == place && wanted(visits_[at])) return &visits_[at];
  }
  return nullptr;
}

const Visit* Visits::find(std::uint32_t place) const {
  return latest(place, [](const Visit&) { return true; });
}

const Visit* Visits::find(std::uint32_t place, std::uint64_t state) const {
  return latest(place, [state](const Visit& visit) { return visit.state == state; });
}

OperationId Visits::last_by(std::uint32_t call) const {
  const std::size_t remembered = std::min(count_, kRemembered);
  for (std::size_t back = 1; back <= remembered; ++back) {
    const std::size_t at = (count_ - back) % kRemembered;
    if (calls_[at] == call) return visits_[at].operation;
  }
  return kNoOperation;
}

Visit& Visits::add(std::uint32_t place, std::uint32_t call) {
  const std::size_t at = count_++ % kRemembered;
  places_[at] = place;
  calls_[at] = call;
  return visits_[at];
}

}  // namespace weft::kernel
