// The bugs of real programs: each is found as what it was and where it was, each fix is verified,
// and docs/real-bugs.md says so.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "weft/tests/support/registered.h"
#include "weft/tests/support/sanitized.h"
#include "weft/tests/support/table_page.h"

namespace weft {
namespace {

using table_page::bounds;
using table_page::declared;
using table_page::milliseconds;
using table_page::split;
using testing_support::expect_found;
using testing_support::expect_pairs;
using testing_support::expect_verified;
using testing_support::rows_of;
using testing_support::search;

const std::string kSource = WEFT_SOURCE_DIR "/";

/// A line of real_bugs.tsv.
struct Known {
  std::string name;
  std::string kind;
  std::vector<std::string> words;  ///< the finding names these
  std::string in_go[3];            ///< how often the bug showed in Go
};

std::vector<Known> known_bugs() {
  std::vector<Known> bugs;
  for (const auto& cells : rows_of(kSource + "tests/scenarios/real_bugs.tsv")) {
    bugs.push_back({cells.at(0),
                    cells.at(1),
                    split(cells.at(2), ','),
                    {cells.at(3), cells.at(4), cells.at(5)}});
  }
  return bugs;
}

void PrintTo(const Known& bug, std::ostream* out) {
  *out << bug.name;
}

class RealBug : public testing::TestWithParam<Known> {};

TEST_P(RealBug, IsFoundWhereItWas) {
  expect_found(search("real_bugs/" + GetParam().name), GetParam().words);
}

TEST_P(RealBug, HasAFixThatIsVerified) {
  expect_verified(search("real_bugs/" + GetParam().name + "_fixed"));
}

INSTANTIATE_TEST_SUITE_P(GoKer, RealBug, testing::ValuesIn(known_bugs()),
                         [](const auto& info) { return info.param.name; });

TEST(RealBugs, AreAllInTheTable) {
  std::vector<std::string> names;
  for (const Known& bug : known_bugs()) names.push_back(bug.name);
  expect_pairs("real_bugs", names);
}

// The page.

std::string row(const Known& bug) {
  const Report found = search("real_bugs/" + bug.name);
  const Report fixed = search("real_bugs/" + bug.name + "_fixed");
  const Counterexample* const shown = declared(found);
  std::ostringstream out;
  out << "| [" << bug.name << "](../scenarios/real_bugs/" << bug.name << ".cc) | " << bug.kind
      << " | " << found.expected << " | " << found.executions << " | "
      << (shown == nullptr ? 0 : shown->transcript.preemptions) << " | "
      << milliseconds(found.elapsed_seconds) << " | " << fixed.executions << bounds(fixed) << " | "
      << milliseconds(fixed.elapsed_seconds) << " | " << bug.in_go[0] << " | " << bug.in_go[1]
      << " | " << bug.in_go[2] << " |\n";
  return out.str();
}

TEST(RealBugs, AreOnTheirPageAsTheyAre) {
  if (testing_support::kSanitized) GTEST_SKIP() << "stacks are others, and loops are known by them";
  std::string table =
      "| bug | class | found as | executions | preemptions | time | fix: "
      "executions | time | go test | leak check or race detector | both |\n"
      "|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n";
  for (const Known& bug : known_bugs()) table += row(bug);
  table_page::expect_table(kSource + "docs/real-bugs.md",
                           "the table: written by WEFT_UPDATE_GOLDEN=1 weft_test_scenarios", table,
                           table_page::kWithLoopsOfThisCompiler);
}

}  // namespace
}  // namespace weft
