// The programs of threads and locks that know nothing of weft: each bug is found as what it is and
// where it is, each fix is verified, and docs/unmodified-bugs.md says so.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "weft/explorer/explore/explore.h"
#include "weft/tests/support/table_page.h"

namespace weft {
namespace {

using table_page::bounds;
using table_page::declared;
using table_page::milliseconds;
using table_page::split;

const std::string kSource = WEFT_SOURCE_DIR "/";

/// A line of classics.tsv.
Report search(const std::string& name) {
  Options options;
  options.time = std::chrono::seconds(60);  // far more than it may take: machines are busy
  return explore(*find_scenario(name), options);
}

struct Program {
  std::string name;
  std::string origin;
  std::vector<std::string> words;  ///< the finding names these
};

std::vector<Program> programs() {
  std::vector<Program> all;
  std::ifstream in(kSource + "tests/programs/classics.tsv");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    auto cells = split(line, '\t');
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
  const Report report = search("unmodified/" + GetParam().name);
  const Counterexample* const shown = declared(report);
  ASSERT_NE(shown, nullptr) << "no " << report.expected;
  EXPECT_TRUE(shown->minimal);
  for (const std::string& word : GetParam().words) {
    EXPECT_NE(shown->finding.message.find(word), std::string::npos)
        << word << " in: " << shown->finding.message;
  }
}

TEST_P(Classic, HasAFixThatIsVerified) {
  const Report report = search("unmodified/" + GetParam().name + "_fixed");
  EXPECT_TRUE(report.verdict == Verdict::verified || report.verdict == Verdict::verified_bounded)
      << to_string(report.verdict);
}

INSTANTIATE_TEST_SUITE_P(Programs, Classic, testing::ValuesIn(programs()),
                         [](const auto& info) { return info.param.name; });

TEST(Classics, AreAllInTheTable) {
  std::vector<std::string> listed;
  for (const Program& program : programs()) {
    listed.push_back("unmodified/" + program.name);
    listed.push_back("unmodified/" + program.name + "_fixed");
  }
  std::vector<std::string> registered;
  for (const Scenario& scenario : scenarios()) {
    if (scenario.name.starts_with("unmodified/")) registered.push_back(scenario.name);
  }
  std::ranges::sort(listed);
  std::ranges::sort(registered);
  EXPECT_EQ(listed, registered);
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
  const Report found = search("unmodified/" + program.name);
  const Report fixed = search("unmodified/" + program.name + "_fixed");
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
