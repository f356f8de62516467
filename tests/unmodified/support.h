// What the tests of unmodified code share.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/gtest/weft_test.h"

namespace weft {

/// How many executions it takes to verify a scenario.
inline std::uint64_t executions_of(const std::function<void()>& body, const Options& options = {}) {
  const Report report = explore(body, options);
  EXPECT_EQ(report.verdict, Verdict::verified) << testing::PrintToString(report);
  return report.executions;
}

/// The message of the first finding.
inline std::string finding_of(const std::function<void()>& body, const Options& options = {}) {
  const Report report = explore(body, options);
  return report.counterexamples.empty() ? std::string()
                                        : report.counterexamples.front().finding.message;
}

/// "verified", or the kind of what was found first.
inline std::string explored(const std::function<void()>& body) {
  const Report report = explore(body);
  if (report.counterexamples.empty()) return std::string(to_string(report.verdict));
  return report.counterexamples[0].finding.kind;
}

}  // namespace weft
