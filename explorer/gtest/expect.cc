#include "weft/explorer/gtest/expect.h"

#include <algorithm>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/gtest/collector.h"
#include "weft/explorer/output/text_report.h"

namespace weft {
namespace {

bool has(const Report& report, const std::string& kind) {
  return std::ranges::any_of(report.counterexamples,
                             [&](const Counterexample& c) { return c.finding.kind == kind; });
}

}  // namespace

bool Finds::MatchAndExplain(const Report& report, std::ostream* listener) const {
  if (listener != nullptr) PrintTo(report, listener);
  return has(report, kind_);
}

void PrintTo(const Report& report, std::ostream* out) {
  *out << to_string(report.verdict) << " after " << report.executions
       << (report.executions == 1 ? " execution" : " executions");
  for (const Counterexample& told : report.counterexamples) {
    *out << "; " << told.finding.kind << ": " << told.finding.message;
  }
}

namespace gtest {
namespace {

Report search(const std::function<void()>& body, const Options& options) {
  Collector collector;
  return explore(body, options);
}

std::string tales_of(const Report& report) {
  std::string tales;
  for (const Counterexample& told : report.counterexamples) {
    tales += output::text_of(told, report.scenario, {});
  }
  return tales;
}

}  // namespace

testing::AssertionResult finds(const std::string& kind, const std::function<void()>& body,
                               const Options& options) {
  const Report report = search(body, options);
  if (has(report, kind)) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << "expected a " << kind << "\n  found: " << testing::PrintToString(report) << '\n'
         << tales_of(report);
}

testing::AssertionResult verified(const std::function<void()>& body, const Options& options) {
  const Report report = search(body, options);
  if (report.verdict == Verdict::verified || report.verdict == Verdict::verified_bounded) {
    return testing::AssertionSuccess();
  }
  return testing::AssertionFailure()
         << "expected nothing to be found\n  found: " << testing::PrintToString(report) << '\n'
         << tales_of(report);
}

}  // namespace gtest
}  // namespace weft
