// The bugs of real programs: each is found as what it was and where it was, each fix is verified,
// and docs/real-bugs.md says so.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "weft/tests/scenarios/support.h"

namespace weft {
namespace {

using testing_support::search;

const std::string kSource = WEFT_SOURCE_DIR "/";

/// A line of real_bugs.tsv.
struct Known {
  std::string name;
  std::string kind;
  std::vector<std::string> words;  ///< the finding names these
  std::string in_go[3];            ///< how often the bug showed in Go
};

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

std::vector<Known> known_bugs() {
  std::vector<Known> bugs;
  std::ifstream in(kSource + "tests/scenarios/real_bugs.tsv");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    const auto cells = split(line, '\t');
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

/// The finding that the scenario declares.
const Counterexample* declared(const Report& report) {
  const auto its_kind = [](const Counterexample& c) { return c.finding.kind; };
  const auto found = std::ranges::find(report.counterexamples, report.expected, its_kind);
  return found == report.counterexamples.end() ? nullptr : &*found;
}

class RealBug : public testing::TestWithParam<Known> {};

TEST_P(RealBug, IsFoundWhereItWas) {
  const Report report = search("real_bugs/" + GetParam().name);
  const Counterexample* const shown = declared(report);
  ASSERT_NE(shown, nullptr) << "no " << report.expected;
  EXPECT_TRUE(shown->minimal);
  for (const std::string& word : GetParam().words) {
    EXPECT_NE(shown->finding.message.find(word), std::string::npos)
        << word << " in: " << shown->finding.message;
  }
}

TEST_P(RealBug, HasAFixThatIsVerified) {
  const Report report = search("real_bugs/" + GetParam().name + "_fixed");
  EXPECT_TRUE(report.verdict == Verdict::verified || report.verdict == Verdict::verified_bounded)
      << to_string(report.verdict);
}

INSTANTIATE_TEST_SUITE_P(GoKer, RealBug, testing::ValuesIn(known_bugs()),
                         [](const auto& info) { return info.param.name; });

TEST(RealBugs, AreAllInTheTable) {
  std::vector<std::string> listed;
  for (const Known& bug : known_bugs()) {
    listed.push_back("real_bugs/" + bug.name);
    listed.push_back("real_bugs/" + bug.name + "_fixed");
  }
  std::vector<std::string> registered;
  for (const Scenario& scenario : scenarios()) {
    if (scenario.name.starts_with("real_bugs/")) registered.push_back(scenario.name);
  }
  std::ranges::sort(listed);
  std::ranges::sort(registered);
  EXPECT_EQ(listed, registered);
}

// The page.

std::string milliseconds(double seconds) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(1) << seconds * 1000 << " ms";
  return out.str();
}

std::string bounds(const Report& report) {
  std::string text;
  for (const std::string& bound : report.bounds) text += ", " + bound;
  return text;
}

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

/// The lines of the page without what differs from run to run (times) or from compiler to compiler
/// (how often a loop without an end goes round until its stack looks the same).
std::vector<std::string> lasting_lines(const std::string& text) {
  static const std::regex time(R"([0-9.]+ ms)");
  static const std::regex rounds(R"([0-9]+, spin bound)");
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    line = std::regex_replace(line, time, "… ms");
    lines.push_back(std::regex_replace(line, rounds, "…, spin bound"));
  }
  return lines;
}

TEST(RealBugs, AreOnTheirPageAsTheyAre) {
  const std::string page = kSource + "docs/real-bugs.md";
  const std::string marker =
      "<!-- the table: written by WEFT_UPDATE_GOLDEN=1 weft_test_scenarios -->\n";
  std::ostringstream text;
  text << std::ifstream(page).rdbuf();
  const std::string before = text.str();
  const std::size_t begin = before.find(marker);
  ASSERT_NE(begin, std::string::npos) << page << " has no table";
  std::string after = before.substr(0, begin + marker.size()) +
                      "\n| bug | class | found as | executions | preemptions | time | fix: "
                      "executions | time | go test | leak check or race detector | both |\n"
                      "|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n";
  for (const Known& bug : known_bugs()) after += row(bug);
  if (std::getenv("WEFT_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(page) << after;
    return;
  }
  const std::vector<std::string> there = lasting_lines(before);
  const std::vector<std::string> now = lasting_lines(after);
  ASSERT_EQ(there.size(), now.size()) << "WEFT_UPDATE_GOLDEN=1 writes the table";
  for (std::size_t i = 0; i < now.size(); ++i) EXPECT_EQ(there[i], now[i]);
}

}  // namespace
}  // namespace weft
