#include "weft/explorer/explore/strategies.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "weft/explorer/explore/budget.h"
#include "weft/explorer/explore/suggestion.h"
#include "weft/explorer/search/auto.h"
#include "weft/explorer/search/bounded.h"
#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/naive.h"
#include "weft/explorer/search/pct.h"
#include "weft/explorer/search/random_walk.h"

namespace weft {
namespace {

using Made = std::unique_ptr<kernel::Strategy>;

/// Of the time for the search, which begins now.
search::Auto::Used share_used(const Options& options) {
  if (!options.time) return [] { return 0.0; };
  return [budget = Budget(options), all = options.time->count()] {
    return budget.elapsed_seconds() / all;
  };
}

const std::array kStrategies{
    StrategyEntry{"dpor", "every trace once", true,
                  [](const Options&) -> Made { return std::make_unique<search::Dpor>(); }},
    StrategyEntry{"bounded", "executions with few preemptions first", true,
                  [](const Options& options) -> Made {
                    return std::make_unique<search::Bounded>(
                        options.preemptions.value_or(search::Bounded::kNoBound));
                  }},
    StrategyEntry{"auto", "bounded to 2, then dpor, then pct if time is short", true,
                  [](const Options& options) -> Made {
                    return std::make_unique<search::Auto>(share_used(options), options.seed,
                                                          options.bug_depth);
                  }},
    StrategyEntry{"pct", "random priorities, with a probability that is known", false,
                  [](const Options& options) -> Made {
                    return std::make_unique<search::Pct>(options.seed, options.bug_depth);
                  }},
    StrategyEntry{"random", "random walks", false,
                  [](const Options& options) -> Made {
                    return std::make_unique<search::RandomWalk>(options.seed);
                  }},
    StrategyEntry{"naive", "every interleaving", true,
                  [](const Options&) -> Made { return std::make_unique<search::Naive>(); }},
};

std::string all_names() {
  std::string text;
  for (const StrategyEntry& entry : kStrategies) {
    const bool last = &entry == &kStrategies.back();
    text += (text.empty() ? "" : last ? " and " : ", ") + std::string(entry.name);
  }
  return text;
}

}  // namespace

std::span<const StrategyEntry> strategies() {
  return kStrategies;
}

std::vector<std::string> strategy_names() {
  std::vector<std::string> names;
  for (const StrategyEntry& entry : kStrategies) names.emplace_back(entry.name);
  return names;
}

const StrategyEntry& strategy_named(const std::string& name) {
  const auto* const entry =
      std::ranges::find_if(kStrategies, [&](const StrategyEntry& e) { return e.name == name; });
  if (entry != kStrategies.end()) return *entry;
  throw std::invalid_argument("no strategy is called \"" + name + "\"; there are " + all_names() +
                              suggestion(name, strategy_names()));
}

NamedStrategy make_strategy(const Options& options) {
  const StrategyEntry& entry = strategy_named(options.strategy);
  return {.strategy = entry.make(options), .exhaustive = entry.ends};
}

}  // namespace weft
