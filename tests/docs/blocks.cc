// blocks ROOT PAGE OUTPUT: the C++ blocks of a page as a source file, in the order of the page.
//
// Each `void name() {` of a block is a scenario: it is searched, and must be verified. Unless the
// block says otherwise, by the word after its language or by "BAD:" before it: then the search must
// end with the finding of that kind (the section's own, after "BAD:"). The same goes for WEFT_TEST.
// A block of the word "body" is the inside of a function, an `int main()` must return 0.
//
// Blocks of the word "unmodified" are left to blocks --unmodified ROOT PAGE OUTPUT, which leaves
// out the others: they are compiled with weft::unmodified.
//
// blocks --as-written ROOT PAGE OUTPUT: the same, but tests that are there to fail do fail.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "weft/tests/docs/page.h"

namespace weft::docs {
namespace {

/// "docs/five-minute-start.md" as part of a name: "five_minute_start".
std::string name_of(const std::string& path) {
  const std::size_t folder = path.rfind('/');
  std::string name = path.substr(folder == path.npos ? 0 : folder + 1);
  name.resize(name.rfind('.'));
  std::ranges::replace(name, '-', '_');
  return name;
}

bool has(const Block& block, const char* word) {
  return std::ranges::count(block.words, word) != 0;
}
bool is_body(const Block& block) {
  return has(block, "body");
}

/// What the search of a block's scenarios must find; empty: nothing.
std::string expected(const Block& block) {
  for (const std::string& word : block.words) {
    if (word != "body" && word != "unmodified") return word;
  }
  return block.before == "BAD:" ? block.heading : "";
}

class Writer {
 public:
  Writer(const Page& page, const std::string& mode, std::ostream& out)
      : page_(page),
        as_written_(mode == "--as-written"),
        unmodified_(mode == "--unmodified"),
        out_(out) {}

  void write() {
    out_ << "// The blocks of " << page_.path << ".\n#include \"weft/tests/docs/block.h\"\n";
    if (unmodified_) out_ << "#include <atomic>\n#include <cstdlib>\n#include <thread>\n";
    for (const Block& block : page_.blocks) {
      if (takes(block)) include(block);
    }
    out_ << "\nnamespace weft::docs_" << name_of(page_.path) << " {\n";
    for (const Block& block : page_.blocks) {
      if (takes(block)) write(block);
    }
    out_ << "\n}\n";
  }

 private:
  [[nodiscard]] bool takes(const Block& block) const {
    return block.language == "cpp" && has(block, "unmodified") == unmodified_;
  }
  static bool is_include(const std::string& line) { return line.starts_with("#include "); }

  void include(const Block& block) {
    std::istringstream text(block.text);
    for (std::string line; std::getline(text, line);) {
      if (is_include(line) && included_.insert(line).second) out_ << line << '\n';
    }
  }

  void write(const Block& block) {
    const std::string kind = expected(block);
    const bool fails = !kind.empty() && !as_written_;
    if (fails) {
      out_ << "\n#undef WEFT_TEST\n#define WEFT_TEST(suite, ...) WEFT_DOCS_FAILS(\"" << kind
           << "\", suite, __VA_ARGS__, )";
    }
    const std::string file = marked(block, "file");
    const std::string body = "block_of_line_" + std::to_string(block.line);
    if (is_body(block)) out_ << "\nvoid " << body << "() {";
    out_ << "\n#line " << (file.empty() ? block.line : 1) << " \""
         << (file.empty() ? page_.path : file) << "\"\n";
    std::istringstream text(block.text);
    for (std::string line; std::getline(text, line);) {
      out_ << (is_include(line) || line == "#pragma once" ? "" : line) << '\n';
    }
    if (is_body(block)) out_ << "}\n";
    if (fails) {
      out_ << "#undef WEFT_TEST\n"
              "#define WEFT_TEST(suite, ...) WEFT_DETAIL_TEST(suite, __VA_ARGS__, )\n";
    }
    if (as_written_) return;
    if (is_body(block)) test(body, kind);
    static const std::regex scenario(R"((?:^|\n)void (\w+)\(\) \{)");
    static const std::regex program(R"((?:^|\n)int main\(\) \{)");
    for (std::sregex_iterator i(block.text.begin(), block.text.end(), scenario), end; i != end;
         ++i) {
      test((*i)[1], kind);
    }
    if (std::regex_search(block.text, program)) {
      out_ << "TEST(" << name_of(page_.path) << ", main) { EXPECT_EQ(main(), 0); }\n";
    }
  }

  void test(const std::string& scenario, const std::string& kind) {
    out_ << "TEST(" << name_of(page_.path) << ", " << scenario << ") { ";
    if (kind.empty()) {
      out_ << "EXPECT_VERIFIED(&" << scenario << "); }\n";
    } else {
      if (kind == "crash" || kind == "stack-overflow") {
        out_ << "if (testing_support::kSanitized) GTEST_SKIP() << \"the sanitizer reports it\"; ";
      }
      out_ << "EXPECT_FINDS(\"" << kind << "\", &" << scenario << "); }\n";
    }
  }

  const Page& page_;
  bool as_written_;
  bool unmodified_;
  std::ostream& out_;
  std::set<std::string> included_;
};

}  // namespace
}  // namespace weft::docs

int main(int argc, char** argv) {
  const std::string mode = argc == 5 ? argv[1] : "";
  if (argc != 4 && mode != "--as-written" && mode != "--unmodified") {
    std::cerr << "usage: blocks [--as-written|--unmodified] ROOT PAGE OUTPUT\n";
    return 2;
  }
  const weft::docs::Page page = weft::docs::read(argv[argc - 3], argv[argc - 2]);
  std::ofstream out(argv[argc - 1]);
  weft::docs::Writer(page, mode, out).write();
  return out.good() ? 0 : 1;
}
