#include "weft/tests/support/registered.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "weft/tests/support/table_page.h"

namespace weft::testing_support {

Report search(const std::string& name, std::chrono::seconds budget) {
  const Scenario* const scenario = find_scenario(name);
  if (scenario == nullptr) throw std::invalid_argument("no scenario is called " + name);
  Options options;
  options.time = budget;
  return explore(*scenario, options);
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const Scenario& scenario : scenarios()) {
    if (scenario.name.starts_with(folder + '/')) names.push_back(scenario.name);
  }
  std::ranges::sort(names);
  return names;
}

std::vector<std::vector<std::string>> rows_of(const std::string& path) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with('#')) rows.push_back(table_page::split(line, '\t'));
  }
  return rows;
}

void expect_found(const Report& report, const std::vector<std::string>& words) {
  const Counterexample* const shown = table_page::declared(report);
  ASSERT_NE(shown, nullptr) << "no " << report.expected;
  EXPECT_TRUE(shown->minimal);
  for (const std::string& word : words) {
    EXPECT_NE(shown->finding.message.find(word), std::string::npos)
        << word << " in: " << shown->finding.message;
  }
}

void expect_verified(const Report& report) {
  EXPECT_TRUE(report.verdict == Verdict::verified || report.verdict == Verdict::verified_bounded)
      << to_string(report.verdict);
}

void expect_pairs(const std::string& folder, const std::vector<std::string>& bugs) {
  std::vector<std::string> listed;
  for (const std::string& bug : bugs) {
    listed.push_back(folder + '/' + bug);
    listed.push_back(folder + '/' + bug + "_fixed");
  }
  std::ranges::sort(listed);
  EXPECT_EQ(listed, names_in(folder));
}

}  // namespace weft::testing_support
