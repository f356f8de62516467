// What EXPECT_*, ASSERT_* and their like come to: GoogleTest's own, but that the scenario stands
// still meanwhile. GoogleTest's locks are none of the scenario's.
#pragma once

#include <gtest/gtest.h>

#include "weft/explorer/kernel/process.h"

namespace weft::gtest {

class Assertion {
 public:
  Assertion(testing::TestPartResult::Type type, const char* file, int line, const char* message)
      : helper_(type, file, line, message) {}
  // As GoogleTest's, so that what is streamed into the right-hand side comes first.
  void operator=(const testing::Message& message) const {
    const kernel::OwnCode own;
    helper_ = message;
  }

 private:
  testing::internal::AssertHelper helper_;
};

}  // namespace weft::gtest

#undef GTEST_MESSAGE_AT_
#define GTEST_MESSAGE_AT_(file, line, message, result_type) \
  ::weft::gtest::Assertion(result_type, file, line, message) = ::testing::Message()
