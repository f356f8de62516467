// While a search goes on, an assertion that fails inside a goroutine is a finding of that
// execution, not a failure of the test: the search goes on to the smallest schedule that shows it,
// and only that one is told.
#pragma once

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace weft::gtest {

/// Takes what GoogleTest has to say on this thread, for as long as it lives.
class Collector : public testing::ScopedFakeTestPartResultReporter {
 public:
  Collector();
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;

  void ReportTestPartResult(const testing::TestPartResult& result) override;

  /// What was said outside of any goroutine, in order. For the test, once this is gone.
  [[nodiscard]] const std::vector<testing::TestPartResult>& outside() const { return outside_; }
  /// Why an execution asked to be skipped; empty: none did.
  [[nodiscard]] const std::string& skipped() const { return skipped_; }

 private:
  testing::TestPartResultArray unused_;  // what the base class would fill
  std::vector<testing::TestPartResult> outside_;
  std::string skipped_;
};

/// How many assertions failed fatally in goroutines of this thread so far.
[[nodiscard]] unsigned fatal_failures();

}  // namespace weft::gtest
