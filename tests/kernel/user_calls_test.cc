// The calls of the user's that led to a place.
#include "weft/explorer/kernel/user_calls.h"

#include <gtest/gtest.h>

namespace weft {
namespace {

constexpr int kBeyondTheEnd = 99999;

[[gnu::noinline]] Stack from_a_line_that_is_not_there() {
#line 99999
  return stack_here();
#line 15
}

TEST(UserCalls, LeaveOutALineThatTheirFileDoesNotHave) {
  const Transcript::Calls calls = user_calls({from_a_line_that_is_not_there()}).front();
  ASSERT_FALSE(calls.empty());
  for (const Transcript::Call& call : calls) EXPECT_LT(call.at.line, kBeyondTheEnd);
  EXPECT_TRUE(calls.front().at.file.ends_with("user_calls_test.cc")) << calls.front().at.file;
}

Stack from_no_file();

/// As with link-time optimisation, which makes functions of parts of others.
TEST(UserCalls, LeaveOutWhatTheCompilerHasMadeUp) {
  const Transcript::Calls calls = user_calls({from_no_file()}).front();
  ASSERT_FALSE(calls.empty());
  EXPECT_TRUE(calls.front().at.file.ends_with("user_calls_test.cc")) << calls.front().at.file;
}

[[gnu::noinline]] Stack from_no_file() {
#line 1 "<artificial>"
  return stack_here();
}

}  // namespace
}  // namespace weft
