#include "weft/explorer/output/glossary.h"

#include <algorithm>
#include <vector>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/glossary_entries.h"
#include "weft/explorer/output/palette.h"
#include "weft/explorer/output/phrases.h"

namespace weft::output {
namespace {

std::string paragraph(std::string_view text, const Style& style) {
  std::string out;
  for (const std::string& line : wrapped(text, style.width)) out += line + '\n';
  return out;
}

std::string snippet(std::string_view code) {
  std::string out;
  while (!code.empty()) {
    const std::size_t end = code.find('\n');
    const std::string_view line = code.substr(0, end);
    out += line.empty() ? "\n" : "    " + std::string(line) + '\n';
    code.remove_prefix(end == code.npos ? code.size() : end + 1);
  }
  return out;
}

std::string block(std::string_view title, std::string_view code, bool unmodified) {
  const std::string language = unmodified ? "cpp unmodified" : "cpp";
  return std::string(title) + ":\n\n```" + language + '\n' + std::string(code) + "```\n\n";
}

}  // namespace

std::span<const Entry> glossary() {
  static const std::vector<Entry> all = [] {
    std::vector<Entry> entries;
    for (const auto part :
         {waiting_entries(), data_entries(), memory_entries(), rule_entries(), process_entries()}) {
      entries.insert(entries.end(), part.begin(), part.end());
    }
    return entries;
  }();
  return all;
}

const Entry* find_entry(std::string_view kind) {
  const auto entry = std::ranges::find(glossary(), kind, &Entry::kind);
  return entry == glossary().end() ? nullptr : &*entry;
}

std::string explained(const Entry& entry, const Style& style) {
  const Palette palette(style);
  std::string text = palette.paint(Ink::strong, headline(std::string(entry.kind))) + "\n\n";
  text += paragraph(entry.meaning, style) + '\n';
  text += paragraph("Rule: " + std::string(entry.rule), style) + '\n';
  text += palette.paint(Ink::bad, "BAD") + "\n\n" + snippet(entry.bad) + '\n';
  text += palette.paint(Ink::good, "GOOD") + "\n\n" + snippet(entry.good) + '\n';
  return text + paragraph("Usual cure: " + std::string(entry.cure), style);
}

std::string glossary_page() {
  std::string page =
      "# What weft finds\n\n"
      "Every finding has a kind with a stable name: scenarios expect it, JSON carries it, and\n"
      "`weft explain KIND` prints what is said here.\n";
  for (const Entry& entry : glossary()) {
    page += "\n## " + std::string(entry.kind) + "\n\n";
    page += std::string(entry.meaning) + "\n\n";
    page += "**Rule.** " + std::string(entry.rule) + "\n\n";
    page += block("BAD", entry.bad, entry.unmodified) + block("GOOD", entry.good, entry.unmodified);
    page += "**Usual cure.** " + std::string(entry.cure) + '\n';
  }
  return page;
}

}  // namespace weft::output
