#include "weft/explorer/output/summary.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <vector>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/palette.h"
#include "weft/explorer/output/phrases.h"
#include "weft/explorer/output/progress_line.h"
#include "weft/explorer/output/why_large.h"

namespace weft::output {
namespace {

enum class Grade { as_expected, failed, open };

Grade grade(const Report& report) {
  if (report.verdict == Verdict::not_proved && report.expected.empty()) return Grade::open;
  return report.as_expected() ? Grade::as_expected : Grade::failed;
}

std::string numbers(const Report& report) {
  std::string text = counted(report.executions, "execution");
  if (report.redundant > 0) text += ", " + std::to_string(report.redundant) + " redundant";
  if (report.blocked > 0) text += ", " + std::to_string(report.blocked) + " blocked";
  return text + ", " + duration_of(report.elapsed_seconds);
}

std::string kinds(const Report& report) {
  std::vector<std::string> all;
  for (const Counterexample& c : report.counterexamples) all.push_back(c.finding.kind);
  return listed(all, 5);
}

std::string verdict(const Report& report) {
  if (!report.expected.empty() && report.as_expected()) {
    return report.expected + " found, as expected";
  }
  std::string text(to_string(report.verdict));
  if (report.verdict == Verdict::verified_bounded)
    text = "verified up to " + listed(report.bounds, 5);
  if (report.verdict == Verdict::violation) text += ": " + kinds(report);
  if (report.expected.empty()) return text;
  return text + ", but " + report.expected + " was expected";
}

}  // namespace

std::string duration_of(double seconds) {
  constexpr double kHour = 3600;
  constexpr double kDay = 24 * kHour;
  constexpr double kYear = 365 * kDay;
  std::array<char, 64> text{};
  if (seconds < 1) {
    const double ms = seconds * 1e3;
    std::snprintf(text.data(), text.size(), ms < 10 ? "%.1f ms" : "%.0f ms", ms);
  } else if (seconds < 60) {
    std::snprintf(text.data(), text.size(), seconds < 10 ? "%.1f s" : "%.0f s", seconds);
  } else if (seconds < kHour) {
    const long whole = std::lround(seconds);
    std::snprintf(text.data(), text.size(), "%ld min %ld s", whole / 60, whole % 60);
  } else if (seconds < 2 * kDay) {
    const long minutes = std::lround(seconds / 60);
    std::snprintf(text.data(), text.size(), "%ld h %ld min", minutes / 60, minutes % 60);
  } else if (seconds < 2 * kYear) {
    std::snprintf(text.data(), text.size(), "%.0f days", seconds / kDay);
  } else {
    const double years = seconds / kYear;
    std::snprintf(text.data(), text.size(), years < 1e6 ? "%.0f years" : "%.1e years", years);
  }
  return text.data();
}

std::string summary_of(const Report& report, const Style& style) {
  const Palette palette(style);
  std::string text;
  switch (grade(report)) {
    case Grade::as_expected:
      text = palette.paint(Ink::good, "ok  ");
      break;
    case Grade::failed:
      text = palette.paint(Ink::bad, "FAIL");
      break;
    case Grade::open:
      text = palette.paint(Ink::warning, "open");
      break;
  }
  text += ' ' + printable(report.scenario, style.utf8) + "  " +
          printable(verdict(report), style.utf8) + " (" + numbers(report) + ")\n";
  for (const std::string& note : report.notes) text += "     " + printable(note, style.utf8) + '\n';
  if (report.size && grade(report) == Grade::open) {
    text += "     of " + words_of(report.size->estimate) + '\n' + why_large(*report.size, style);
  }
  for (const std::string& warning : report.warnings) {
    text += palette.paint(Ink::warning, "     warning: " + printable(warning, style.utf8)) + '\n';
  }
  return text;
}

std::string totals_of(std::span<const Report> reports) {
  std::size_t fine = 0;
  std::size_t failed = 0;
  for (const Report& report : reports) {
    fine += grade(report) == Grade::as_expected ? 1 : 0;
    failed += grade(report) == Grade::failed ? 1 : 0;
  }
  const std::size_t open = reports.size() - fine - failed;
  std::string text = counted(reports.size(), "scenario") + ": ";
  text += std::to_string(fine) + " as expected";
  if (failed > 0) text += ", " + std::to_string(failed) + " not as expected";
  if (open > 0) text += ", " + std::to_string(open) + " not proved";
  return text;
}

}  // namespace weft::output
