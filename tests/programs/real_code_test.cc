// Structures of libraries that none of us wrote: what they promise is verified, what is wrong with
// a mutant is found, and docs/unmodified-bugs.md says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <string>
#include <vector>

#include "weft/explorer/gtest/expect.h"
#include "weft/tests/support/registered.h"
#include "weft/tests/support/table_page.h"

namespace weft {
namespace {

using table_page::bounds;
using table_page::declared;
using table_page::milliseconds;

/// Far more than it may take: machines are busy.
Report search(const std::string& name) {
  return testing_support::search(name, std::chrono::seconds(60));
}

class RealCode : public testing::TestWithParam<std::string> {};

TEST_P(RealCode, EndsAsItDeclares) {
  const Report report = search(GetParam());
  if (report.expected.empty()) {
    EXPECT_TRUE(report.verdict == Verdict::verified || report.verdict == Verdict::verified_bounded)
        << testing::PrintToString(report);
  } else {
    EXPECT_THAT(report, Finds(report.expected));
  }
}

INSTANTIATE_TEST_SUITE_P(Structures, RealCode,
                         testing::ValuesIn(testing_support::names_in("real_code")),
                         [](const auto& info) {
                           std::string name = info.param.substr(info.param.find('/') + 1);
                           for (char& c : name) {
                             if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
                           }
                           return name;
                         });

std::string row(const std::string& name) {
  const Scenario& scenario = *find_scenario(name);
  const Report report = search(name);
  const Counterexample* const shown = declared(report);
  const bool is_mutant = name.find('/') != name.rfind('/');
  std::ostringstream out;
  out << "| " << (is_mutant ? "" : '`' + name.substr(name.find('/') + 1) + '`') << " | "
      << (is_mutant ? "**mutant**: " : "") << scenario.summary << " | "
      << (shown == nullptr ? std::string(to_string(report.verdict))
                           : "**" + shown->finding.kind + "**")
      << " | " << report.executions << bounds(report) << " | "
      << milliseconds(report.elapsed_seconds) << " |\n";
  return out.str();
}

TEST(RealCodePage, SaysHowEachEnds) {
  std::string table =
      "| scenario | promise, or what is wrong | ends with | executions | time |\n"
      "|---|---|---|--:|--:|\n";
  for (const std::string& name : testing_support::names_in("real_code")) table += row(name);
  table_page::expect_table(std::string(WEFT_SOURCE_DIR) + "/docs/unmodified-bugs.md",
                           "the structures: written by WEFT_UPDATE_GOLDEN=1 weft_test_programs",
                           table, table_page::kOfThisCompiler);
}

}  // namespace
}  // namespace weft
