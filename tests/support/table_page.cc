#include "weft/tests/support/table_page.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <regex>
#include <sstream>

namespace weft::table_page {

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

const Counterexample* declared(const Report& report) {
  const auto its_kind = [](const Counterexample& c) { return c.finding.kind; };
  const auto found = std::ranges::find(report.counterexamples, report.expected, its_kind);
  return found == report.counterexamples.end() ? nullptr : &*found;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

namespace {

std::vector<std::string> lasting_lines(const std::string& text, Counts counts) {
  static const std::regex time(R"([0-9.]+ ms)");
  static const std::regex rounds(R"([0-9]+, spin bound)");
  static const std::regex count(R"(\| [0-9]+(, spin bound [0-9]+)? (?=\|))");
  std::vector<std::string> lines = split(text, '\n');
  for (std::string& line : lines) {
    const bool has_loops = counts == Counts::of_other_loops && std::regex_search(line, rounds);
    if (has_loops || counts == Counts::of_another_compiler) {
      line = std::regex_replace(line, count, "| … ");
    }
    line = std::regex_replace(line, time, "… ms");
    line = std::regex_replace(line, rounds, "…, spin bound");
  }
  return lines;
}

std::string content(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace

void expect_table(const std::string& page, const std::string& marker, const std::string& table,
                  Counts counts) {
  const std::string before = content(page);
  const std::string opening = "<!-- " + marker + " -->\n";
  std::size_t begin = before.find(opening);
  ASSERT_NE(begin, before.npos) << page << " has no " << opening;
  begin += opening.size();
  const std::size_t next_section = before.find("\n## ", begin);
  const std::size_t end = next_section == before.npos ? before.size() : next_section;
  const std::string now = "\n" + table;
  if (std::getenv("WEFT_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(page) << before.substr(0, begin) << now << before.substr(end);
    return;
  }
  const std::vector<std::string> there = lasting_lines(before.substr(begin, end - begin), counts);
  const std::vector<std::string> made = lasting_lines(now, counts);
  ASSERT_EQ(there.size(), made.size()) << "WEFT_UPDATE_GOLDEN=1 writes the table of " << page;
  for (std::size_t i = 0; i < made.size(); ++i) EXPECT_EQ(there[i], made[i]) << page;
}

}  // namespace weft::table_page
