// docs/scenarios.md lists the register, all of it, as it is.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "weft/explorer/kernel/scenario.h"

namespace weft {
namespace {

const std::string kSource = WEFT_SOURCE_DIR "/";
const std::string kPage = kSource + "docs/scenarios.md";
const std::string kListBegins =
    "<!-- the list: written by WEFT_UPDATE_GOLDEN=1 weft_test_scenarios -->\n";

std::string page() {
  std::ostringstream text;
  text << std::ifstream(kPage).rdbuf();
  return text.str();
}

/// "## guideline/mutex", with its source if that is called like it.
std::string heading(const std::string& section) {
  const std::string file = "scenarios/" + section + ".cc";
  const std::string title = "\n## " + section + "\n\n";
  const std::string table = "| scenario | what it shows | ends with |\n|---|---|---|\n";
  if (!std::filesystem::exists(kSource + file)) return title + table;
  return title + "[" + file + "](../" + file + ")\n\n" + table;
}

std::string row(const Scenario& scenario) {
  const std::string name = scenario.name.substr(scenario.name.rfind('/') + 1);
  const std::string end = scenario.expects.empty() ? "verified" : "**" + scenario.expects + "**";
  return "| `" + name + "` | " + scenario.summary + " | " + end + " |\n";
}

std::string list() {
  std::string text;
  std::string section;
  for (const Scenario& scenario : scenarios()) {
    const std::string its = scenario.name.substr(0, scenario.name.rfind('/'));
    if (its != section) text += heading(its);
    section = its;
    text += row(scenario);
  }
  return text;
}

TEST(Docs, ListEveryScenario) {
  const std::string before = page();
  const std::size_t begin = before.find(kListBegins);
  ASSERT_NE(begin, std::string::npos) << kPage << " has no list";
  const std::string after = before.substr(0, begin + kListBegins.size()) + list();
  if (std::getenv("WEFT_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(kPage) << after;
    return;
  }
  EXPECT_EQ(before, after) << "WEFT_UPDATE_GOLDEN=1 writes the list";
}

}  // namespace
}  // namespace weft
