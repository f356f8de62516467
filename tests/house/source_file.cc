#include "weft/tests/house/source_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>

namespace weft::house {

namespace fs = std::filesystem;

namespace {

std::vector<SourceFile> read_sources() {
  std::vector<SourceFile> files;
  const fs::path root = WEFT_SOURCE_DIR;
  for (const char* const top : {"explorer", "primitives", "scenarios", "tests"}) {
    if (!fs::exists(root / top)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      if (entry.path().extension() != ".h" && entry.path().extension() != ".cc") continue;
      std::ifstream in(entry.path());
      files.push_back({fs::relative(entry.path(), root).string(),
                       std::string(std::istreambuf_iterator<char>(in), {})});
    }
  }
  return files;
}

}  // namespace

const std::vector<SourceFile>& sources() {
  static const std::vector<SourceFile> all = read_sources();
  return all;
}

std::vector<std::string> our_includes(const SourceFile& file) {
  constexpr std::string_view kOurs = "#include \"weft/";
  std::vector<std::string> paths;
  std::istringstream lines(file.text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(kOurs)) continue;
    paths.push_back(line.substr(kOurs.size(), line.find('"', kOurs.size()) - kOurs.size()));
  }
  return paths;
}

}  // namespace weft::house
