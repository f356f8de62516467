// The documentation says what is true: commands print what it shows, and the pages hang together.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/gtest/expect.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/tests/docs/page.h"
#include "weft/tests/support/shell.h"

namespace weft::docs {
namespace {

const std::string kRoot = WEFT_SOURCE_DIR;

std::string content(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(kRoot + '/' + path).rdbuf();
  return text.str();
}

std::vector<Page> pages() {
  std::vector<Page> all;
  for (const std::string& path : paths(kRoot)) all.push_back(read(kRoot, path));
  return all;
}

/// Times differ from run to run.
std::string without_times(const std::string& text) {
  static const std::regex time(R"(\b[0-9]+(\.[0-9]+)? (ms|s)\b)");
  return std::regex_replace(text, time, "TIME");
}

/// A folder with the files of a page, where `weft` is the tool and `build/…` the page's program.
std::string folder_of(const Page& page, const std::string& command) {
  namespace fs = std::filesystem;
  const std::string folder = shell::folder();
  for (const Block& block : page.blocks) {
    const std::string file = marked(block, "file");
    if (file.empty()) continue;
    std::ofstream(folder + '/' + file) << block.text;
    fs::last_write_time(folder + '/' + file, fs::last_write_time(WEFT_DOCS_AS_WRITTEN));
  }
  fs::create_directories(folder + "/bin");
  fs::create_symlink(WEFT_TOOL, folder + "/bin/weft");
  static const std::regex program(R"(build/\w+)");
  for (std::sregex_iterator i(command.begin(), command.end(), program), end; i != end; ++i) {
    fs::create_directories(folder + "/build");
    fs::create_symlink(WEFT_DOCS_AS_WRITTEN, folder + '/' + i->str());
  }
  return folder;
}

void update(const Page& page, const Block& block, const std::string& printed) {
  std::string text = content(page.path);
  const std::string opening = block.before + "\n\n```text\n";
  const std::size_t begin = text.find(opening);
  ASSERT_NE(begin, text.npos) << opening;
  text.replace(begin + opening.size(), block.text.size(), printed);
  std::ofstream(kRoot + '/' + page.path) << text;
}

struct Printed {
  Page page;
  Block block;
};

class DocsPrint : public testing::TestWithParam<Printed> {};

TEST_P(DocsPrint, WhatTheCommandPrints) {
  const auto& [page, block] = GetParam();
  const std::string command = marked(block, "prints");
  const std::string folder = folder_of(page, command);
  const shell::Outcome outcome =
      shell::run("cd '" + folder + "' && PATH=\"$PWD/bin:$PATH\" LC_ALL=C.UTF-8 " + command);
  std::filesystem::remove_all(folder);
  if (std::getenv("WEFT_UPDATE_GOLDEN") != nullptr) return update(page, block, outcome.out);
  EXPECT_NE(outcome.out, "") << command << "\n" << outcome.err;
  EXPECT_EQ(without_times(outcome.out), without_times(block.text))
      << page.path << ':' << block.line << ": WEFT_UPDATE_GOLDEN=1 writes it anew";
}

std::vector<Printed> shown() {
  std::vector<Printed> all;
  for (const Page& page : pages()) {
    for (const Block& block : page.blocks) {
      if (!marked(block, "prints").empty()) all.push_back({page, block});
    }
  }
  return all;
}

INSTANTIATE_TEST_SUITE_P(Docs, DocsPrint, testing::ValuesIn(shown()), [](const auto& info) {
  std::string name = info.param.page.path + "_line_" + std::to_string(info.param.block.line);
  for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
});

TEST(Docs, RegisteredScenariosEndAsTheyDeclare) {
  ASSERT_FALSE(scenarios().empty());
  for (const Scenario& scenario : scenarios()) {
    const Report report = explore(scenario);
    EXPECT_EQ(report.verdict, scenario.expects.empty() ? Verdict::verified : Verdict::violation)
        << scenario.name;
    if (!scenario.expects.empty()) {
      EXPECT_THAT(report, Finds(scenario.expects)) << scenario.name;
    }
  }
}

TEST(Docs, CMakeIsWhatTheConsumerOfThePackageHas) {
  const std::string consumer = content("tests/package/consumer/CMakeLists.txt");
  for (const Page& page : pages()) {
    for (const Block& block : page.blocks) {
      if (block.language != "cmake") continue;
      std::istringstream text(block.text);
      for (std::string line; std::getline(text, line);) {
        EXPECT_NE(consumer.find(line), consumer.npos) << page.path << ": " << line;
      }
    }
  }
}

TEST(Docs, CIRunsTheSecondCommandOfTheReadme) {
  std::vector<Block> commands;
  for (const Block& block : read(kRoot, "README.md").blocks) {
    if (block.language == "sh") commands.push_back(block);
  }
  ASSERT_GE(commands.size(), 2U);
  EXPECT_TRUE(content(".ci/run").ends_with("\n" + commands[1].text));
}

TEST(Docs, LinksLeadSomewhere) {
  static const std::regex link(R"(\]\(([^)#:]+)(#[^)]*)?\))");
  for (const std::string& path : paths(kRoot)) {
    static const std::regex block("```[^`]*```");
    const std::string text = std::regex_replace(content(path), block, "");
    const auto folder = std::filesystem::path(kRoot + '/' + path).parent_path();
    for (std::sregex_iterator i(text.begin(), text.end(), link), end; i != end; ++i) {
      EXPECT_TRUE(std::filesystem::exists(folder / (*i)[1].str())) << path << ": " << (*i)[1];
    }
  }
}

TEST(Docs, TheReadmeLeadsToEveryPage) {
  const std::string readme = content("README.md");
  for (const std::string& path : paths(kRoot)) {
    if (path == "README.md") continue;
    EXPECT_NE(readme.find('(' + path + ')'), readme.npos) << path;
  }
}

}  // namespace
}  // namespace weft::docs
