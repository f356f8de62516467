// The glossary is complete, and the page in docs/ says the same.
#include "weft/explorer/output/glossary.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "weft/explorer/kernel/finding.h"

namespace weft::output {
namespace {

std::string file(const std::string& path) {
  std::ifstream in(WEFT_SOURCE_DIR "/" + path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(Glossary, ExplainsEveryKindOfFinding) {
  std::istringstream header(file("explorer/kernel/finding.h"));
  int kinds = 0;
  for (std::string line; std::getline(header, line);) {
    if (!line.starts_with("inline constexpr const char* k")) continue;
    const std::size_t from = line.find('"') + 1;
    const std::string kind = line.substr(from, line.rfind('"') - from);
    EXPECT_NE(find_entry(kind), nullptr) << kind;
    ++kinds;
  }
  EXPECT_EQ(static_cast<std::size_t>(kinds), glossary().size());
}

TEST(Glossary, SaysSomethingInEveryPart) {
  for (const Entry& entry : glossary()) {
    for (const auto part : {entry.meaning, entry.rule, entry.bad, entry.good, entry.cure}) {
      EXPECT_FALSE(part.empty()) << entry.kind;
    }
  }
}

TEST(Glossary, IsThePageInTheDocumentation) {
  EXPECT_EQ(file("docs/findings.md"), glossary_page())
      << "write it anew: weft explain --markdown > docs/findings.md";
}

TEST(Glossary, KnowsNoKindThatDoesNotExist) {
  EXPECT_EQ(find_entry("bad-luck"), nullptr);
}

}  // namespace
}  // namespace weft::output
