#include "weft/explorer/output/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>

namespace weft::output {
namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kWidest = 240;
constexpr std::size_t kUsual = 80;

std::string_view environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string_view{} : value;
}

std::size_t columns(int fd) {
  const std::string_view told = environment("COLUMNS");
  std::size_t width = 0;
  std::from_chars(told.data(), told.data() + told.size(), width);
  if (width != 0) return width;
  winsize size{};
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) return size.ws_col;
  return kUsual;
}

/// As POSIX has it: the first of these that is set decides.
bool utf8_locale() {
  for (const char* const name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string value(environment(name));
    if (value.empty()) continue;
    std::ranges::transform(value, value.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return value.find("utf-8") != value.npos || value.find("utf8") != value.npos;
  }
  return false;
}

bool coloured(int fd) {
  if (!environment("NO_COLOR").empty()) return false;
  const std::string_view forced = environment("CLICOLOR_FORCE");
  if (!forced.empty() && forced != "0") return true;
  return environment("TERM") != "dumb" && isatty(fd) == 1;
}

}  // namespace

Style style_of(int fd, Colour wish) {
  return {.width = std::clamp(columns(fd), kNarrowest, kWidest),
          .utf8 = utf8_locale(),
          .colour = wish == Colour::automatic ? coloured(fd) : wish == Colour::always};
}

}  // namespace weft::output
