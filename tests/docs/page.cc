#include "weft/tests/docs/page.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace weft::docs {
namespace {

constexpr std::string_view kFence = "```";
constexpr std::string_view kComment = "<!-- ";
constexpr std::string_view kCommentEnd = " -->";

/// Opens a block: "```cpp data-race".
Block opened(const std::string& fence) {
  Block block;
  std::istringstream words(fence.substr(kFence.size()));
  words >> block.language;
  for (std::string word; words >> word;) block.words.push_back(word);
  return block;
}

std::string in_comment(const std::string& line) {
  if (!line.starts_with(kComment) || !line.ends_with(kCommentEnd)) return {};
  return line.substr(kComment.size(), line.size() - kComment.size() - kCommentEnd.size());
}

}  // namespace

std::vector<std::string> paths(const std::string& root) {
  std::vector<std::string> found{"README.md"};
  for (const auto& entry : std::filesystem::directory_iterator(root + "/docs")) {
    if (entry.path().extension() == ".md") {
      found.push_back("docs/" + entry.path().filename().string());
    }
  }
  std::ranges::sort(found);
  return found;
}

Page read(const std::string& root, const std::string& path) {
  Page page{.path = path, .blocks = {}};
  std::ifstream in(root + '/' + path);
  std::string before;
  std::string heading;
  bool inside = false;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (inside) {
      inside = line != kFence;
      if (inside) page.blocks.back().text.append(line).append("\n");
    } else if (line.starts_with(kFence)) {
      inside = true;
      page.blocks.push_back(opened(line));
      Block& block = page.blocks.back();
      block.marker = in_comment(before);
      block.before = before;
      block.heading = heading;
      block.line = number + 1;
      before.clear();
    } else if (!line.empty()) {
      before = line;
      if (line.starts_with("## ")) heading = line.substr(3);
    }
  }
  return page;
}

std::string marked(const Block& block, const std::string& key) {
  const std::string begin = key + ": ";
  return block.marker.starts_with(begin) ? block.marker.substr(begin.size()) : "";
}

}  // namespace weft::docs
