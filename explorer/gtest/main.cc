// The main() of a program of scenarios as tests: GoogleTest's flags and weft's.
#include <gtest/gtest.h>

#include <iostream>
#include <stdexcept>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/gtest/flags.h"

namespace {

constexpr int kUsage = 2;

/// A token names its test: no other one needs to run.
void run_only_the_replayed() {
  const std::string test = weft::scenario_of_token(weft::gtest::flags().replay);
  testing::GTEST_FLAG(filter) = test;
}

}  // namespace

int main(int argc, char** argv) try {
  testing::InitGoogleTest(&argc, argv);
  weft::gtest::parse_flags(argc, argv);
  if (!weft::gtest::flags().replay.empty()) run_only_the_replayed();
  const int status = RUN_ALL_TESTS();
  const bool nothing = testing::UnitTest::GetInstance()->test_to_run_count() == 0;
  if (!weft::gtest::flags().replay.empty() && nothing) {
    throw std::invalid_argument("no test of this program has the token's name, " +
                                testing::GTEST_FLAG(filter));
  }
  return status;
} catch (const std::invalid_argument& refused) {
  std::cerr << argv[0] << ": " << refused.what() << '\n';
  return kUsage;
}
