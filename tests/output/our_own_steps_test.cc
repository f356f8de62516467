// Steps that the user has not written are in the whole tale only.
#include <gtest/gtest.h>

#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"
#include "weft/tests/output/told.h"
#include "weft/tests/support/start.h"
#include "weft/tests/support/tales.h"

namespace weft {
namespace {

constexpr output::Style kWhole{.width = 80, .utf8 = true, .full = true};

void expect_in_the_whole_tale_only(const std::string& words, void (*scenario)()) {
  const Counterexample found = testing_support::found(scenario);
  EXPECT_EQ(told(found, kNarrow).find(words), std::string::npos) << told(found, kNarrow);
  EXPECT_NE(told(found, kWhole).find(words), std::string::npos) << told(found, kWhole);
}

void scope_ends_early() {
  Atomic<int> x(0, "x");
  testing_support::start_storing(x);
  expect(x.load() == 1, "x is stored");
}

TEST(OurOwnSteps, ThatSomebodyUsesAnObjectWhoseEndMatters) {
  expect_in_the_whole_tale_only("borrows an object", scope_ends_early);
  expect_in_the_whole_tale_only("returns an object", scope_ends_early);
}

TEST(OurOwnSteps, ThatSomebodyHasComeToAPlace) {
  expect_in_the_whole_tale_only("arrival at the next operation", [] {
    const Chan<int> c(0, "c");
    go([=] { c.send(1); });
    bool received = false;
    select(recv(c, [&](int) { received = true; }), otherwise());
    if (!received) c.recv();
    expect(false, "this is reached");
  });
}

}  // namespace
}  // namespace weft
