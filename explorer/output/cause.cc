#include "weft/explorer/output/cause.h"

#include <algorithm>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/palette.h"
#include "weft/explorer/output/phrases.h"

namespace weft::output {
namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t kFewest = 4;

bool is_told(const Transcript::Goroutine& goroutine, const Lines& sentences) {
  const bool named = std::ranges::any_of(sentences, [&](const std::string& sentence) {
    if (sentence.starts_with("Behind ")) return names(sentence, goroutine.name);
    const auto verb = std::min(sentence.find(" wait"), sentence.find(" comes back"));
    return verb != sentence.npos && names(sentence.substr(0, verb), goroutine.name);
  });
  const bool holds = std::ranges::any_of(sentences, [&](const std::string& sentence) {
    return names(sentence, "held by " + goroutine.name) ||
           (sentence.starts_with(goroutine.name + ' ') && names(sentence, "itself"));
  });
  return named && (goroutine.holds.empty() || holds);
}

}  // namespace

std::vector<std::size_t> who_waits(const Counterexample& told) {
  std::vector<std::size_t> all;
  for (std::size_t g = 0; g < told.transcript.goroutines.size(); ++g) {
    if (fate_of(told, g) == Fate::waits_for_ever) all.push_back(g);
  }
  return all;
}

Cause cause_of(const Counterexample& told, std::size_t room, const Style& style) {
  Lines sentences = told.cause;
  std::vector<Lines> paragraphs;
  std::size_t size = 0;
  for (const std::string& sentence : sentences) {
    paragraphs.push_back(indented(printable(sentence, style.utf8), style.width));
    size += paragraphs.back().size();
  }
  const std::size_t most = std::max(kFewest, room);
  const std::ptrdiff_t kept = told.decisive.empty() ? 0 : 1;  // at the end
  bool gap = false;
  while (size > most && std::ssize(sentences) > kept + 1 && !style.full) {
    const auto dropped = paragraphs.end() - kept - 1;
    size -= dropped->size() - (gap ? 0 : 1);
    paragraphs.erase(dropped);
    sentences.erase(sentences.end() - kept - 1);
    gap = true;
  }
  const std::string left_out = "  " + std::string(Palette(style).glyphs().ellipsis);
  if (gap) paragraphs.insert(paragraphs.end() - kept, {left_out});
  Cause cause{.lines = {}, .untold = who_waits(told)};
  for (const Lines& lines : paragraphs) {
    cause.lines.insert(cause.lines.end(), lines.begin(), lines.end());
  }
  std::erase_if(cause.untold,
                [&](std::size_t g) { return is_told(told.transcript.goroutines[g], sentences); });
  return cause;
}

}  // namespace weft::output
