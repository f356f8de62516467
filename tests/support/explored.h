// What a search says about a scenario, in a word, for tests of what primitives mean.
#pragma once

#include <functional>
#include <string>

#include "weft/explorer/explore/explore.h"

namespace weft::testing_support {

/// "verified", or the kind of what was found first.
inline std::string explored(const std::function<void()>& body, const Options& options = {}) {
  const Report report = explore(body, options);
  if (report.counterexamples.empty()) return std::string(to_string(report.verdict));
  return report.counterexamples[0].finding.kind;
}

/// How many complete executions the search made.
inline std::uint64_t executions(const std::function<void()>& body) {
  return explore(body).executions;
}

/// What the panic in `body` says; empty if there is none.
inline std::string panics_with(const std::function<void()>& body) {
  const Report report = explore(body);
  for (const Counterexample& c : report.counterexamples) {
    if (c.finding.kind == kind::kPanic) return c.finding.message;
  }
  return {};
}

}  // namespace weft::testing_support
