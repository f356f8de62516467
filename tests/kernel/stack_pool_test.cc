#include "weft/explorer/kernel/stack_pool.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <set>

namespace weft::kernel {
namespace {

constexpr std::size_t kBytes = 64 * 1024;
constexpr std::size_t kStacks = 20;
constexpr std::size_t kPage = 4096;

TEST(StackPool, GivesAsMuchAsItWasAskedFor) {
  StackPool pool(kBytes);
  for (std::size_t n = 0; n < kStacks; ++n) {
    ASSERT_EQ(pool[n].size, kBytes);
    Fiber fiber;  // that it is a goroutine's now is something AddressSanitizer has to be told
    fiber.prepare(
        pool[n], [](void* /*argument*/) {}, nullptr, /*scrub=*/false);
    std::memset(pool[n].bottom, 1, kBytes);
  }
}

TEST(StackPool, KnowsWhoseGuardAnAddressLiesIn) {
  StackPool pool(kBytes);
  (void)pool[kStacks - 1];
  for (std::size_t n = 0; n < kStacks; ++n) {
    EXPECT_EQ(pool.guards(pool[n].bottom - kPage), n);
    EXPECT_EQ(pool.guards(pool[n].bottom), kStacks);
  }
}

TEST(StackPool, BeginsStacksAtDifferentPlacesOfAPage) {
  StackPool pool(kBytes);
  std::set<std::uintptr_t> places;
  for (std::size_t n = 0; n < kStacks; ++n) {
    const auto top = reinterpret_cast<std::uintptr_t>(pool[n].bottom + pool[n].size);
    EXPECT_EQ(top % 64, 0U);
    places.insert(top % kPage);
  }
  EXPECT_EQ(places.size(), kStacks);
}

}  // namespace
}  // namespace weft::kernel
