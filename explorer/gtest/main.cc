// The main() of a program of scenarios as tests: GoogleTest's flags and weft's.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/gtest/flags.h"
#include "weft/explorer/output/atomic_file.h"
#include "weft/explorer/output/trace_file.h"

namespace {

constexpr int kUsage = 2;

bool asks_for_help(int argc, char** argv) {
  return std::any_of(argv, argv + argc, [](std::string_view argument) {
    return argument == "--help" || argument == "-h";
  });
}

/// A file stands for the token in it.
void look_into_file(std::string& token) {
  if (std::filesystem::exists(token)) token = weft::output::load_trace(token).told.token;
}

/// The one test that is asked for by a token or a file; empty: nothing is asked for.
std::string wanted() {
  const weft::gtest::Flags& flags = weft::gtest::flags();
  if (!flags.replay.empty()) return weft::scenario_of_token(flags.replay);
  if (flags.resume.empty()) return "";
  return weft::scenario_of_checkpoint(weft::output::read_whole(flags.resume));
}

}  // namespace

int main(int argc, char** argv) try {
  const bool help = asks_for_help(argc, argv);
  testing::InitGoogleTest(&argc, argv);
  if (help) std::cout << weft::gtest::flags_in_words();
  weft::gtest::parse_flags(argc, argv);
  look_into_file(weft::gtest::flags().replay);
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
} catch (const std::exception& refused) {
  std::cerr << argv[0] << ": " << refused.what() << '\n';
  return kUsage;
}
