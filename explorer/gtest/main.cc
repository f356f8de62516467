// The main() of a program of scenarios as tests: GoogleTest's flags and weft's.
#include <gtest/gtest.h>

#include <iostream>
#include <stdexcept>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/gtest/flags.h"
#include "weft/explorer/output/atomic_file.h"

namespace {

constexpr int kUsage = 2;

/// The one test that is asked for by a token or a file; empty: nothing is asked for.
std::string wanted() {
  const weft::gtest::Flags& flags = weft::gtest::flags();
  if (!flags.replay.empty()) return weft::scenario_of_token(flags.replay);
  if (flags.resume.empty()) return "";
  return weft::scenario_of_checkpoint(weft::output::read_whole(flags.resume));
}

}  // namespace

int main(int argc, char** argv) try {
  testing::InitGoogleTest(&argc, argv);
  weft::gtest::parse_flags(argc, argv);
  const std::string test = wanted();
  if (!test.empty()) testing::GTEST_FLAG(filter) = test;
  const int status = RUN_ALL_TESTS();
  const bool nothing = testing::UnitTest::GetInstance()->test_to_run_count() == 0;
  if (!test.empty() && nothing) {
    const bool replayed = !weft::gtest::flags().replay.empty();
    throw std::invalid_argument("no test of this program has the " +
                                std::string(replayed ? "token's" : "search's") + " name, " +
                                testing::GTEST_FLAG(filter));
  }
  return status;
} catch (const std::invalid_argument& refused) {
  std::cerr << argv[0] << ": " << refused.what() << '\n';
  return kUsage;
}
