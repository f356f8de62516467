#include "weft/explorer/kernel/scenario.h"

#include <algorithm>
#include <deque>
#include <stdexcept>
#include <utility>

namespace weft {
namespace {

// Filled before main() by the registering objects, in whatever order the linker chose.
std::vector<Scenario>& all() {
  static std::vector<Scenario> scenarios;
  return scenarios;
}

}  // namespace

void register_scenario(Scenario scenario) {
  const auto place = std::ranges::lower_bound(all(), scenario.name, {}, &Scenario::name);
  if (place != all().end() && place->name == scenario.name) {
    throw std::logic_error("two scenarios are called " + scenario.name);
  }
  all().insert(place, std::move(scenario));
}

std::span<const Scenario> scenarios() {
  return all();
}

const Scenario* find_scenario(std::string_view name) {
  const auto place = std::ranges::find(all(), name, &Scenario::name);
  return place == all().end() ? nullptr : &*place;
}

}  // namespace weft
