#include "weft/explorer/output/source_line.h"

#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>

#include "weft/explorer/kernel/file_and_line.h"
#include "weft/explorer/output/display.h"
#include "weft/explorer/output/palette.h"

namespace weft::output {
namespace {

bool part_of_a_word(char c) {
  return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// Some build systems compile with paths from the build folder; the program is in it, or below.
std::filesystem::path found(const std::filesystem::path& file) {
  std::error_code error;
  if (file.is_absolute() || std::filesystem::exists(file, error)) return file;
  auto folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (int i = 0; i < 4 && folder.has_relative_path(); ++i, folder = folder.parent_path()) {
    if (std::filesystem::exists(folder / file, error)) return folder / file;
  }
  return file;
}

std::optional<std::string> read_line(const Place& place) {
  if (place.file.empty() || place.line < 1) return std::nullopt;
  std::ifstream in(found(place.file));
  std::string line;
  for (int i = 0; i < place.line; ++i) {
    if (!std::getline(in, line)) return std::nullopt;
  }
  return line;
}

struct Span {
  std::size_t from;
  std::size_t length;
};

/// Where `word` stands alone in `text`.
std::optional<Span> found_in(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); !word.empty() && at != text.npos;
       at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !part_of_a_word(text[at - 1]);
    const std::size_t end = at + word.size();
    const bool ends = end == text.size() || !part_of_a_word(text[end]);
    if (begins && ends) return Span{.from = at, .length = word.size()};
  }
  return std::nullopt;
}

/// The first of `words` that stands in `text`, or where the text begins.
Span underline(std::string_view text, std::span<const std::string> words) {
  for (const std::string& word : words) {
    if (const auto span = found_in(text, word)) return *span;
  }
  return {.from = 0, .length = 1};
}

/// What fits of a line of source, and which of its columns are underlined.
struct Excerpt {
  std::string text;
  std::size_t offset;
  std::size_t length;
};

/// Drops the beginning of a line that is too long, so that the word is in sight.
Excerpt excerpt_of(std::string_view text, std::span<const std::string> words, std::size_t room,
                   const Style& style) {
  constexpr std::size_t kBefore = 16;  // columns worth seeing before the word
  const std::string_view ellipsis = Palette(style).glyphs().ellipsis;
  const std::size_t mark = display_width(ellipsis);
  const Span span = underline(text, words);
  const std::size_t length = std::min(span.length, room);
  std::size_t offset = display_width(text.substr(0, span.from));
  std::string start;
  if (offset + length + mark > room) {
    start = ellipsis;
    const std::size_t wanted = room - length > 2 * mark + kBefore ? kBefore : 0;
    while (offset > wanted) offset -= drop_letter(text);
    offset += mark;
  }
  return {.text = cut(start + std::string(text), room, ellipsis),
          .offset = std::min(offset, room - length),
          .length = length};
}

std::string shown(std::string line, const Style& style) {
  for (std::size_t tab = line.find('\t'); tab != line.npos; tab = line.find('\t')) {
    line.replace(tab, 1, "  ");
  }
  const std::size_t first = line.find_first_not_of(' ');
  return printable(first == line.npos ? "" : line.substr(first), style.utf8);
}

}  // namespace

std::string short_place(const Place& place) {
  if (place.file.empty()) return {};
  return file_and_line(place);
}

bool is_newer(const Place& place, std::int64_t built) {
  struct stat status {};
  return built != 0 && stat(found(place.file).c_str(), &status) == 0 &&
         status.st_mtim.tv_sec > built;
}

std::vector<std::string> source_lines(const Place& place, std::span<const std::string> words,
                                      std::string_view remark, const Style& style) {
  const std::optional<std::string> line = read_line(place);
  if (!line) return {};
  const std::string text = shown(*line, style);
  if (text.empty()) return {};
  const std::string place_shown = printable(short_place(place), style.utf8);
  const std::string gutter = "  " + place_shown + " | ";
  const std::string margin = "  " + std::string(display_width(place_shown), ' ') + " | ";
  const std::size_t room = style.width - std::min(style.width - 1, display_width(gutter));
  const Excerpt excerpt = excerpt_of(text, words, room, style);
  std::string caret(excerpt.offset, ' ');
  caret += '^' + std::string(excerpt.length - 1, '~');
  const std::size_t remarked = display_width(remark) + 1;
  if (caret.size() + remarked > room && remarked <= excerpt.offset) {
    caret.replace(excerpt.offset - remarked, remarked - 1, remark);
  } else if (!remark.empty()) {
    caret.append(" ").append(remark);
  }
  const std::string_view ellipsis = Palette(style).glyphs().ellipsis;
  return {gutter + excerpt.text, margin + cut(caret, room, ellipsis)};
}

}  // namespace weft::output
