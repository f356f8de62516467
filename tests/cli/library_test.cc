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

TEST(ExploreCommand, MayNameALibraryTwice) {
  const auto told =
      shell::weft("explore 'loaded/*' --load " WEFT_SAMPLE_LIBRARY " --load " WEFT_SAMPLE_LIBRARY);
  EXPECT_EQ(told.status, 0) << told.err;
}

TEST(ExploreCommand, SaysHowToGoOnWithWhatIsInALibrary) {
  const std::string load = "--load " WEFT_SAMPLE_LIBRARY;
  const std::string folder = shell::folder();
  const auto told = shell::weft("explore loaded/closed_in_time --max-executions 1 --keep-going " +
                                load + " --checkpoint '" + folder + "'");
  EXPECT_TRUE(contains(told.err, "weft resume " + load + " '" + folder)) << told.out << told.err;
}

TEST(DiffCommand, SaysHowToReplayWhatIsInALibrary) {
  const std::string load = "--load " WEFT_SAMPLE_LIBRARY;
  const std::string found = shell::weft("explore loaded/closed_in_time " + load).out;
  const auto token = found.find("w1.loaded/closed_in_time");
  ASSERT_NE(token, found.npos) << found;
  const auto told =
      shell::weft("diff " + load + ' ' + found.substr(token, found.find('\n', token) - token));
  EXPECT_TRUE(contains(told.out, "  replay      weft replay " + load + " w1.loaded/")) << told.out;
  EXPECT_TRUE(contains(told.out, "  and         weft replay " + load + " w1.loaded/")) << told.out;
}

}  // namespace
}  // namespace weft
