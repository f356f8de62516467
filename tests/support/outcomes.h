// What a scenario can come to: the answers its main goroutine gave, over all executions.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "weft/explorer/explore/explore.h"

namespace weft::testing_support {

struct Explored {
  std::set<std::string> outcomes;  ///< what `body` returned
  Report report;

  [[nodiscard]] std::string finding() const {
    return report.counterexamples.empty() ? "" : report.counterexamples[0].finding.kind;
  }
};

inline Explored explored(const std::function<std::string()>& body, Clock clock = Clock::any) {
  Explored seen;
  Scenario scenario;
  scenario.name = "scenario";
  scenario.clock = clock;
  scenario.body = [&] { seen.outcomes.insert(body()); };
  seen.report = explore(scenario);
  return seen;
}

using Outcomes = std::set<std::string>;

inline Outcomes outcomes(const std::function<std::string()>& body, Clock clock = Clock::any) {
  return explored(body, clock).outcomes;
}

}  // namespace weft::testing_support
