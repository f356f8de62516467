// What a search is expected to end with, for tests that search for themselves.
//
//   EXPECT_FINDS(weft::kind::kDeadlock, [] { … });
//   EXPECT_VERIFIED([] { … });
//   EXPECT_THAT(weft::explore(scenario), weft::Finds(weft::kind::kLeak));
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <ostream>
#include <string>

#include "weft/explorer/explore/options.h"
#include "weft/explorer/explore/report.h"

/// Passes if the search of a scenario ends with a finding of this kind: (kind, body[, options]).
#define EXPECT_FINDS(kind, ...) \
  WEFT_DETAIL_EXPECT(::weft::gtest::finds(kind, __VA_ARGS__), GTEST_NONFATAL_FAILURE_)
#define ASSERT_FINDS(kind, ...) \
  WEFT_DETAIL_EXPECT(::weft::gtest::finds(kind, __VA_ARGS__), GTEST_FATAL_FAILURE_)

/// Passes if every execution of a scenario was searched, up to the bounds of its report, and broke
/// nothing: (body[, options]).
#define EXPECT_VERIFIED(...) \
  WEFT_DETAIL_EXPECT(::weft::gtest::verified(__VA_ARGS__), GTEST_NONFATAL_FAILURE_)
#define ASSERT_VERIFIED(...) \
  WEFT_DETAIL_EXPECT(::weft::gtest::verified(__VA_ARGS__), GTEST_FATAL_FAILURE_)

#define WEFT_DETAIL_EXPECT(expression, on_failure)                    \
  GTEST_AMBIGUOUS_ELSE_BLOCKER_                                       \
  if (const ::testing::AssertionResult weft_outcome = (expression)) { \
  } else                                                              \
    on_failure(weft_outcome.failure_message())

namespace weft {

/// A matcher of reports, for EXPECT_THAT: a violation of this kind.
class Finds {
 public:
  using is_gtest_matcher = void;

  explicit Finds(std::string kind) : kind_(std::move(kind)) {}

  bool MatchAndExplain(const Report& report, std::ostream* listener) const;
  void DescribeTo(std::ostream* out) const { *out << "finds a " << kind_; }
  void DescribeNegationTo(std::ostream* out) const { *out << "finds no " << kind_; }

 private:
  std::string kind_;
};

/// What GoogleTest prints of a report.
void PrintTo(const Report& report, std::ostream* out);

namespace gtest {

/// Searches; an assertion that fails inside is a finding, not a failure of the test.
[[nodiscard]] testing::AssertionResult finds(const std::string& kind,
                                             const std::function<void()>& body,
                                             const Options& options = {});
[[nodiscard]] testing::AssertionResult verified(const std::function<void()>& body,
                                                const Options& options = {});

}  // namespace gtest
}  // namespace weft
