#include "weft/tests/support/shell.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

namespace weft::shell {
namespace {

std::string read(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Gone with the process that made them.
struct Folders {
  ~Folders() {
    std::error_code not_there;
    for (const std::filesystem::path& path : all) std::filesystem::remove_all(path, not_there);
  }
  std::vector<std::filesystem::path> all;
};

}  // namespace

std::string folder() {
  static Folders made;
  const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
  std::string name =
      "weft-" + std::to_string(getpid()) + '-' + test->test_suite_name() + '-' + test->name();
  std::ranges::replace(name, '/', '-');
  const std::filesystem::path path = std::filesystem::temp_directory_path() / name;
  std::filesystem::remove_all(path);
  std::filesystem::create_directories(path);
  made.all.push_back(path);
  return path.string();
}

Outcome run(const std::string& command) {
  const std::string base =
      (std::filesystem::temp_directory_path() / ("weft-run-" + std::to_string(getpid()))).string();
  std::ofstream(base + ".sh") << "export XDG_STATE_HOME=" << base << ".state\n" << command << '\n';
  const std::string whole = "timeout 60 sh " + base + ".sh > " + base + ".out 2> " + base + ".err";
  const int status = std::system(whole.c_str());
  Outcome outcome{.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                  .out = read(base + ".out"),
                  .err = read(base + ".err")};
  for (const char* const part : {".sh", ".out", ".err", ".state"}) {
    std::filesystem::remove_all(base + part);
  }
  return outcome;
}

Outcome weft(const std::string& arguments) {
  return run(std::string("'" WEFT_TOOL "' ") + arguments);
}

Outcome sample(const std::string& arguments) {
  return run(std::string("'" WEFT_SAMPLE_TOOL "' ") + arguments);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

}  // namespace weft::shell
