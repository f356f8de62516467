// What is told of a scenario's first finding, for tests of reports.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "weft/explorer/explore/explore.h"

namespace weft::testing_support {

inline Counterexample found(const std::function<void()>& body) {
  return explore(body).counterexamples.at(0);
}

/// The sentence, and those of the cause, a line each.
inline std::string cause(const Counterexample& told) {
  std::string text = told.finding.message + '\n';
  for (const std::string& sentence : told.cause) text += sentence + '\n';
  return text;
}

inline bool mentions(std::string_view text, std::string_view what) {
  return text.find(what) != text.npos;
}

}  // namespace weft::testing_support
