// Operations on objects that are not there: the scenario crashes, not the tool.
#include <gtest/gtest.h>

#include <array>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/kernel/finding.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

TEST(NoObject, ANullPointerIsACrash) {
  const Report report = explore([] {
    Mutex* volatile none = nullptr;
    none->lock();
  });
  ASSERT_EQ(report.verdict, Verdict::violation);
  EXPECT_EQ(report.counterexamples.at(0).finding.kind, kind::kCrash);
}

TEST(NoObject, AWildPointerIsACrash) {
  const Report report = explore([] {
    alignas(Atomic<int>) static std::array<unsigned char, sizeof(Atomic<int>)> garbage;
    garbage.fill(0x5A);
    (void)reinterpret_cast<Atomic<int>*>(garbage.data())->load();
  });
  ASSERT_EQ(report.verdict, Verdict::violation);
  EXPECT_EQ(report.counterexamples.at(0).finding.kind, kind::kCrash);
}

}  // namespace
}  // namespace weft
