// A scenario of the register, searched within the budget that every shipped one has to meet.
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>

#include "weft/explorer/explore/explore.h"

namespace weft::testing_support {

/// Throws std::invalid_argument if there is no such scenario.
inline Report search(const std::string& name) {
  const Scenario* const scenario = find_scenario(name);
  if (scenario == nullptr) throw std::invalid_argument("no scenario is called " + name);
  Options options;
  options.time = std::chrono::seconds(20);  // far more than it may take: machines are busy
  return explore(*scenario, options);
}

}  // namespace weft::testing_support
