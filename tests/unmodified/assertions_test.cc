// assert() in code that knows nothing of weft.
#undef NDEBUG
#include <cassert>
#include <mutex>
#include <thread>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/gtest/weft_test.h"

namespace weft {
namespace {

void claims_to_be_first() {
  std::mutex mutex;
  int arrived = 0;
  std::thread other([&] {
    const std::lock_guard lock(mutex);
    ++arrived;
  });
  {
    const std::lock_guard lock(mutex);
    assert(arrived == 0);
  }
  other.join();
}

TEST(UnmodifiedAssertions, AreClaims) {
  EXPECT_FINDS(kind::kCheckFailed, claims_to_be_first);
}

TEST(UnmodifiedAssertions, EndTheExecution) {
  const Report report = explore(claims_to_be_first);
  ASSERT_EQ(report.counterexamples.size(), 1U);  // that nobody joins is no finding beside it
  EXPECT_NE(report.counterexamples[0].finding.message.find("assertion `arrived == 0' failed"),
            std::string::npos)
      << report.counterexamples[0].finding.message;
}

}  // namespace
}  // namespace weft
