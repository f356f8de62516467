// Scenarios of a shared library, which is loaded.
#include <gtest/gtest.h>

#include <string>

#include "weft/tests/support/shell.h"

namespace weft {
namespace {

using shell::contains;

TEST(ExploreCommand, LoadsALibraryOfScenarios) {
  const auto [status, out, err] =
      shell::weft("explore 'loaded/*' --load '" WEFT_SAMPLE_LIBRARY "'");
  EXPECT_EQ(status, 0) << err;
  EXPECT_TRUE(contains(out, "PANIC in main: send on closed channel")) << out;
}

TEST(ExploreCommand, FindsTheLinesOfALibraryByARelativeName) {
  const std::string library = WEFT_SAMPLE_LIBRARY;
  const auto slash = library.rfind('/');
  const auto told =
      shell::run("cd '" + library.substr(0, slash) +
                 "' && '" WEFT_TOOL "' explore 'loaded/*' --load ." + library.substr(slash));
  EXPECT_EQ(told.status, 0) << told.err;
  EXPECT_TRUE(contains(told.out, "main panicked at ")) << told.out;
}

TEST(ExploreCommand, SaysHowToReplayWhatIsInALibrary) {
  const std::string load = "--load " WEFT_SAMPLE_LIBRARY;
  const auto [status, out, err] = shell::weft(load + " explore 'loaded/*'");
  EXPECT_EQ(status, 0) << err;
  EXPECT_TRUE(contains(out, "weft replay " + load + " w1.loaded/")) << out;
}

}  // namespace
}  // namespace weft
