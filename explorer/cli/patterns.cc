#include "weft/explorer/cli/patterns.h"

#include <algorithm>
#include <stdexcept>

#include "weft/explorer/explore/suggestion.h"

namespace weft::cli {
namespace {

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const Scenario& scenario : scenarios()) all.push_back(scenario.name);
  return all;
}

[[noreturn]] void unknown(const char* what, std::string_view text) {
  const std::vector<std::string> known = names();
  std::string hint = known.empty() ? "; this program has none" : suggestion(text, known);
  if (hint.empty()) hint = "; if a library has it, --load that";
  throw std::invalid_argument(std::string(what) + " \"" + std::string(text) + '"' + hint);
}

}  // namespace

bool matches(std::string_view name, std::string_view pattern) {
  if (pattern.ends_with('/')) return name.starts_with(pattern);
  // Greedy with one way back: what the last star swallowed grows letter by letter.
  std::size_t n = 0;
  std::size_t p = 0;
  std::size_t star = pattern.npos;
  std::size_t swallowed = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      swallowed = n;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      ++p;
      ++n;
    } else if (star != pattern.npos) {
      p = star + 1;
      n = ++swallowed;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::vector<const Scenario*> select(const std::vector<std::string>& patterns) {
  std::vector<const Scenario*> selected;
  std::vector<bool> used(patterns.size());
  for (const Scenario& scenario : scenarios()) {
    bool wanted = patterns.empty();
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      if (!matches(scenario.name, patterns[i])) continue;
      wanted = used[i] = true;
    }
    if (wanted) selected.push_back(&scenario);
  }
  const auto unused = std::ranges::find(used, false);
  if (unused != used.end()) {
    unknown("no scenario is called", patterns[static_cast<std::size_t>(unused - used.begin())]);
  }
  std::ranges::sort(selected, {}, &Scenario::name);
  return selected;
}

const Scenario& scenario_named(std::string_view name) {
  const Scenario* const scenario = find_scenario(name);
  if (scenario == nullptr) unknown("no scenario is called", name);
  return *scenario;
}

}  // namespace weft::cli
