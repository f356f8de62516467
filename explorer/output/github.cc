#include "weft/explorer/output/github.h"

#include <optional>
#include <string_view>

#include "weft/explorer/output/blame.h"
#include "weft/explorer/output/phrases.h"

namespace weft::output {
namespace {

/// What a workflow command may not contain; properties are even more sensitive than messages.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    if (c == '%') {
      out += "%25";
    } else if (c == '\r') {
      out += "%0D";
    } else if (c == '\n') {
      out += "%0A";
    } else if (property && c == ':') {
      out += "%3A";
    } else if (property && c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
  return out;
}

std::string command(std::string_view level, const std::optional<Blame>& blame,
                    std::string_view title, std::string_view message) {
  std::string text = "::" + std::string(level) + ' ';
  if (blame && !blame->at.file.empty()) {
    text += "file=" + escaped(blame->at.file, true);
    text += ",line=" + std::to_string(blame->at.line) + ',';
  }
  return text + "title=" + escaped(title, true) + "::" + escaped(message, false) + '\n';
}

std::string finding(const Report& report, const Counterexample& told) {
  std::string message = report.scenario + ": " + told.finding.message;
  for (const std::string& sentence : told.cause) message += '\n' + sentence;
  if (!told.token.empty()) message += "\nweft replay " + told.token;
  return command("error", blame_of(told), headline(told.finding.kind), message);
}

}  // namespace

std::string github_annotations(std::span<const Report> reports) {
  std::string text;
  for (const Report& report : reports) {
    if (report.as_expected()) {
      if (report.verdict != Verdict::not_proved || !report.expected.empty()) continue;
      text += command("warning", std::nullopt, "not proved",
                      report.scenario + ": the budget was used up first");
      continue;
    }
    for (const Counterexample& told : report.counterexamples) text += finding(report, told);
    if (report.expected.empty() && !report.counterexamples.empty()) continue;
    const std::string missing = report.expected.empty() ? std::string(to_string(report.verdict))
                                                        : report.expected + " was not found";
    text += command("error", std::nullopt, "not as expected", report.scenario + ": " + missing);
  }
  return text;
}

}  // namespace weft::output
