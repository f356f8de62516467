#include "weft/explorer/output/progress_line.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/phrases.h"
#include "weft/explorer/output/summary.h"

namespace weft::output {
namespace {

std::string percent(double share) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), share < 0.1 ? "%.1f %%" : "%.0f %%", share * 100);
  return text.data();
}

/// What is said of the end: nothing while it is not known.
std::string outlook(const Progress& progress) {
  if (!progress.estimate) return "";
  const Estimate& estimate = *progress.estimate;
  if (static_cast<double>(progress.executions) > estimate.high) return ", more than was estimated";
  std::string text = ", of " + words_of(estimate);
  if (!std::isfinite(estimate.high)) return text;
  const double share = estimate.share(progress.executions);
  text += ", " + percent(share);
  const double left = estimate.executions - static_cast<double>(progress.executions);
  if (progress.rate > 0 && left > 0) text += ", " + duration_of(left / progress.rate) + " left";
  return text;
}

}  // namespace

std::string roughly(double number) {
  struct Unit {
    double size;
    const char* name;
  };
  constexpr std::array<Unit, 4> kUnits{{{1e12, ""}, {1e9, " G"}, {1e6, " M"}, {1e3, " k"}}};
  std::array<char, 32> text{};
  if (number >= kUnits[0].size) {
    std::snprintf(text.data(), text.size(), "%.1e", number);
    return text.data();
  }
  for (const Unit& unit : kUnits) {
    if (unit.name[0] == '\0' || number < unit.size * 0.9995) continue;
    const double value = number / unit.size;
    std::snprintf(text.data(), text.size(), value < 99.95 ? "%.1f%s" : "%.0f%s", value, unit.name);
    return text.data();
  }
  return std::to_string(std::llround(number));
}

std::string words_of(const Estimate& estimate) {
  if (estimate.low == estimate.high) return counted(std::llround(estimate.executions), "execution");
  if (!std::isfinite(estimate.high)) {
    return "at least about " + roughly(estimate.executions) + " executions";
  }
  return "about " + roughly(estimate.executions) + " executions (" + roughly(estimate.low) +
         " to " + roughly(estimate.high) + ")";
}

std::string line_of(const Progress& progress, const Style& style) {
  std::string text = progress.scenario + "  " + counted(progress.executions, "execution") + ", " +
                     duration_of(progress.elapsed_seconds);
  if (progress.rate > 0) text += ", " + roughly(progress.rate) + "/s";
  text += outlook(progress) + ", depth " + std::to_string(progress.depth);
  const std::uint64_t wasted = progress.redundant + progress.blocked;
  if (wasted > 0) {
    const auto all = static_cast<double>(progress.executions + progress.blocked);
    text += ", " + percent(static_cast<double>(wasted) / all) + " redundant";
  }
  if (!progress.bound.empty()) text += ", " + progress.bound;
  return cut(printable(text, style.utf8), style.width, style.utf8 ? "…" : "...");
}

}  // namespace weft::output
