#include "weft/explorer/output/phrases.h"

#include <algorithm>
#include <cctype>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/palette.h"

namespace weft::output {
namespace {

std::string access(const Transcript::Step& step, const Glyphs& glyphs, bool utf8) {
  const std::string object = printable(step.object, utf8);
  const std::string value = step.result.empty() ? "?" : printable(step.result, utf8);
  if (step.operation == "read") return object + ' ' + std::string(glyphs.read) + ' ' + value;
  if (step.operation == "write") return object + ' ' + std::string(glyphs.write) + ' ' + value;
  return joined(step.operation, object) + " (" + value + ')';
}

std::string plain(const Transcript::Step& step) {
  if (step.operation == "select" && step.result == "default") {
    return "default (not " + step.object.substr(0, step.object.rfind(" | ")) + ')';
  }
  std::string text = joined(step.operation, step.object);
  if (step.result.empty() || step.result == "()") return text;  // a Unit says nothing but "now"
  return text + (text.empty() ? "" : " ") + '(' + step.result + ')';
}

}  // namespace

std::string joined(const std::string& operation, const std::string& object) {
  if (operation.empty() || object.empty()) return operation + object;
  return operation + ' ' + object;
}

std::string phrase_of(const Transcript::Step& step, const Style& style) {
  const Palette palette(style);
  switch (step.kind) {
    case Transcript::StepKind::access:
      return access(step, palette.glyphs(), style.utf8);
    case Transcript::StepKind::exit:
      return "exits";
    case Transcript::StepKind::operation:
    case Transcript::StepKind::spawn:
    case Transcript::StepKind::note:
      break;
  }
  return printable(plain(step), style.utf8);
}

std::string phrase_of(const Transcript::Waiting& waiting, const Style& style) {
  const Palette palette(style);
  return std::string(palette.glyphs().never) + ' ' +
         printable(joined(waiting.operation, waiting.object), style.utf8) + " for ever";
}

bool names(std::string_view text, std::string_view name) {
  const auto part_of_a_name = [](char c) {
    return c == '#' || c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
  };
  for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !part_of_a_name(text[at - 1]);
    if (begins && (end == text.size() || !part_of_a_name(text[end]))) return true;
  }
  return false;
}

std::string headline(std::string kind) {
  std::ranges::transform(kind, kind.begin(), [](char c) {
    if (c == '-') return ' ';
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return kind;
}

std::string listed(const std::vector<std::string>& items, std::size_t most) {
  const bool all = items.size() <= most;
  const std::size_t shown = all ? items.size() : most - 1;
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += all && i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  if (!all) text += " and " + std::to_string(items.size() - shown) + " more";
  return text;
}

std::string counted(std::uint64_t number, const std::string& thing) {
  return std::to_string(number) + ' ' + thing + (number == 1 ? "" : "s");
}

}  // namespace weft::output
