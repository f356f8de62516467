// The programs of threads and locks that know nothing of weft: each bug is found as what it is and
// where it is, each fix is verified, and docs/unmodified-bugs.md says so.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "weft/tests/support/registered.h"
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

const std::string kSource = WEFT_SOURCE_DIR "/";

/// Far more than it may take: machines are busy.
Report search(const std::string& name) {
  return testing_support::search("unmodified/" + name, std::chrono::seconds(60));
}

/// A line of classics.tsv.
struct Program {
  std::string name;
  std::string origin;
  std::vector<std::string> words;  ///< the finding names these
};

std::vector<Program> programs() {
  std::vector<Program> all;
  for (auto cells : rows_of(kSource + "tests/programs/classics.tsv")) {
    cells.resize(3);
    all.push_back({cells[0], cells[1], split(cells[2], ',')});
  }
  return all;
}

void PrintTo(const Program& program, std::ostream* out) {
  *out << program.name;
}

class Classic : public testing::TestWithParam<Program> {};

TEST_P(Classic, HasABugThatIsFoundWhereItIs) {
  expect_found(search(GetParam().name), GetParam().words);
}

TEST_P(Classic, HasAFixThatIsVerified) {
  expect_verified(search(GetParam().name + "_fixed"));
}

INSTANTIATE_TEST_SUITE_P(Programs, Classic, testing::ValuesIn(programs()),
                         [](const auto& info) { return info.param.name; });

TEST(Classics, AreAllInTheTable) {
  std::vector<std::string> names;
  for (const Program& program : programs()) names.push_back(program.name);
  expect_pairs("unmodified", names);
}

TEST(Classics, KnowNothingOfWeft) {
  for (const Program& program : programs()) {
    std::ostringstream text;
    text << std::ifstream(kSource + "scenarios/unmodified/" + program.name + ".cc").rdbuf();
    EXPECT_NE(text.str(), "") << program.name;
    EXPECT_EQ(text.str().find("weft"), std::string::npos) << program.name;
  }
}

std::string row(const Program& program) {
  const Report found = search(program.name);
  const Report fixed = search(program.name + "_fixed");
  const Counterexample* const shown = declared(found);
  std::ostringstream out;
  out << "| [" << program.name << "](../scenarios/unmodified/" << program.name << ".cc) | "
      << program.origin << " | " << found.expected << " | " << found.executions << " | "
      << (shown == nullptr ? 0 : shown->transcript.preemptions) << " | "
      << milliseconds(found.elapsed_seconds) << " | " << fixed.executions << bounds(fixed) << " | "
      << milliseconds(fixed.elapsed_seconds) << " |\n";
  return out.str();
}

TEST(Classics, AreOnTheirPageAsTheyAre) {
  std::string table =
      "| program | known from | found as | executions | preemptions | time | fix: executions | "
      "time |\n|---|---|---|--:|--:|--:|--:|--:|\n";
  for (const Program& program : programs()) table += row(program);
  table_page::expect_table(kSource + "docs/unmodified-bugs.md",
                           "the programs: written by WEFT_UPDATE_GOLDEN=1 weft_test_programs",
                           table, table_page::kOfThisCompiler);
}

}  // namespace
}  // namespace weft
