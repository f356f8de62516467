#include "weft/explorer/output/junit.h"

#include <algorithm>
#include <string_view>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/phrases.h"
#include "weft/explorer/output/text_report.h"

namespace weft::output {
namespace {

bool failed(const Report& report) {
  return !report.as_expected();
}

std::string attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string(name) + "=\"" + xml_escaped(value) + '"';
}

std::string property(std::string_view name, std::string_view value) {
  return "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
}

std::string properties(const Report& report) {
  std::string text = "    <properties>\n";
  text += property("weft.verdict", to_string(report.verdict));
  text += property("weft.executions", std::to_string(report.executions));
  text += property("weft.redundant", std::to_string(report.redundant));
  text += property("weft.blocked", std::to_string(report.blocked));
  for (const std::string& bound : report.bounds) text += property("weft.bound", bound);
  for (const std::string& warning : report.warnings) text += property("weft.warning", warning);
  for (const Counterexample& told : report.counterexamples) {
    text += property("weft.replay", told.token);
  }
  return text + "    </properties>\n";
}

std::string failure(const Report& report) {
  std::string type = report.expected.empty() ? std::string(to_string(report.verdict))
                                             : "not found: " + report.expected;
  std::string message = type;
  std::string body;
  TextOptions options;
  options.style = {.width = 100, .utf8 = true};
  for (const Counterexample& told : report.counterexamples) {
    if (body.empty()) {
      type = told.finding.kind;
      message = told.finding.message;
    }
    body += text_of(told, report.scenario, options) + '\n';
  }
  return "    <failure" + attribute("type", type) + attribute("message", message) + '>' +
         xml_escaped(body) + "</failure>\n";
}

std::string test_case(const Report& report) {
  const std::size_t slash = report.scenario.find_last_of('/');
  const bool has_folder = slash != std::string::npos;
  std::string text = "  <testcase";
  text += attribute("classname", has_folder ? report.scenario.substr(0, slash) : "weft");
  text += attribute("name", has_folder ? report.scenario.substr(slash + 1) : report.scenario);
  text += attribute("time", std::to_string(report.elapsed_seconds)) + ">\n" + properties(report);
  if (failed(report)) {
    text += failure(report);
  } else if (report.verdict == Verdict::not_proved && report.expected.empty()) {
    text += "    <skipped message=\"not proved: the budget was used up\"/>\n";
  }
  return text + "  </testcase>\n";
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\n') {
      out += "&#10;";
    } else {
      out += c;
    }
  }
  // Line breaks are safe by now; what is left of control characters is written as \xNN.
  return printable(out, true);
}

std::string junit_of(std::span<const Report> reports) {
  double seconds = 0;
  for (const Report& report : reports) seconds += report.elapsed_seconds;
  const auto failures = std::ranges::count_if(reports, failed);
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"weft\"";
  text += attribute("tests", std::to_string(reports.size()));
  text += attribute("failures", std::to_string(failures)) + attribute("errors", "0");
  text += attribute("time", std::to_string(seconds)) + ">\n";
  for (const Report& report : reports) text += test_case(report);
  return text + "</testsuite>\n";
}

}  // namespace weft::output
