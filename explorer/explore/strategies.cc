#include "weft/explorer/explore/strategies.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "weft/explorer/explore/budget.h"
#include "weft/explorer/explore/search_fields.h"
#include "weft/explorer/explore/suggestion.h"
#include "weft/explorer/search/auto.h"
#include "weft/explorer/search/bounded.h"
#include "weft/explorer/search/descents.h"
#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/naive.h"
#include "weft/explorer/search/pct.h"
#include "weft/explorer/search/random_walk.h"

namespace weft {
namespace {

using Made = std::unique_ptr<kernel::Strategy>;

/// Of an `Auto`, whose first execution is about to be made. How many more fit into the time is what
/// the pace so far says.
class Allowance {
 public:
  explicit Allowance(const Options& options) : options_(options), clock_(options) {}

  search::Auto::Left operator()(std::uint64_t made) {
    search::Auto::Left left;
    if (options_.max_executions) {
      const auto all = static_cast<double>(*options_.max_executions);
      left.executions = std::max(0.0, all - static_cast<double>(made));
      left.share = left.executions / all;
    }
    if (!options_.time) return left;
    const double elapsed = clock_.elapsed_seconds();
    const double seconds = std::max(0.0, options_.time->count() - elapsed);
    left.share = std::min(left.share, seconds / options_.time->count());
    left.executions = std::min(left.executions, seconds * pace(made, elapsed));
    return left;
  }

 private:
  /// Executions in a second, since the search began, was resumed or was started all over.
  double pace(std::uint64_t made, double elapsed) {
    if (!begun_ || made < last_) {
      before_ = made;
      begun_ = elapsed;
    }
    last_ = made;
    constexpr double kUnknown = 1e6;
    if (made == before_ || elapsed <= *begun_) return kUnknown;
    return static_cast<double>(made - before_) / (elapsed - *begun_);
  }

  Options options_;
  Budget clock_;
  std::uint64_t before_ = 0;
  std::uint64_t last_ = 0;
  std::optional<double> begun_;
};

template <typename S>
std::string save(kernel::Strategy& strategy) {
  auto saved = static_cast<S&>(strategy).save();
  Writer writer;
  field(writer, saved);
  return std::move(writer.bytes());
}

template <typename S>
void load(kernel::Strategy& strategy, std::string_view bytes) {
  Reader reader(bytes);
  std::decay_t<decltype(std::declval<S&>().save())> saved;
  field(reader, saved);
  static_cast<S&>(strategy).load(std::move(saved));
}

search::Descents::Shape endless(std::uint64_t seed) {
  return {.rounds = std::numeric_limits<std::size_t>::max(),
          .max_events = std::numeric_limits<std::uint64_t>::max(),
          .seed = seed};
}

const std::array kStrategies{
    StrategyEntry{"dpor", "every trace once", true,
                  [](const Options&) -> Made { return std::make_unique<search::Dpor>(); }},
    StrategyEntry{"bounded", "executions with few preemptions first", true,
                  [](const Options& options) -> Made {
                    return std::make_unique<search::Bounded>(
                        options.preemptions.value_or(search::Bounded::kNoBound));
                  },
                  save<search::Bounded>, load<search::Bounded>},
    StrategyEntry{"auto", "bounded to 2, then dpor, or pct if the budget is too small", true,
                  [](const Options& options) -> Made {
                    return std::make_unique<search::Auto>(Allowance(options), options.seed,
                                                          options.bug_depth);
                  },
                  save<search::Auto>, load<search::Auto>},
    StrategyEntry{"pct", "random priorities, with a probability that is known", false,
                  [](const Options& options) -> Made {
                    return std::make_unique<search::Pct>(options.seed, options.bug_depth);
                  },
                  save<search::Pct>, load<search::Pct>},
    StrategyEntry{"random", "random walks", false,
                  [](const Options& options) -> Made {
                    return std::make_unique<search::RandomWalk>(options.seed);
                  },
                  save<search::RandomWalk>, load<search::RandomWalk>},
    StrategyEntry{"descents", "traces at random, and how many there are", false,
                  [](const Options& options) -> Made {
                    return std::make_unique<search::Descents>(endless(options.seed));
                  },
                  save<search::Descents>, load<search::Descents>},
    StrategyEntry{"naive", "every interleaving", true,
                  [](const Options&) -> Made { return std::make_unique<search::Naive>(); },
                  save<search::Naive>, load<search::Naive>},
};

}  // namespace

std::span<const StrategyEntry> strategies() {
  return kStrategies;
}

std::vector<std::string> strategy_names() {
  std::vector<std::string> names;
  names.reserve(kStrategies.size());
  for (const StrategyEntry& entry : kStrategies) names.emplace_back(entry.name);
  return names;
}

std::string strategies_in_a_row() {
  std::string text;
  for (const StrategyEntry& entry : kStrategies) {
    const bool last = &entry == &kStrategies.back();
    text += (text.empty() ? "" : last ? " and " : ", ") + std::string(entry.name);
  }
  return text;
}

const StrategyEntry& strategy_named(const std::string& name) {
  const auto* const entry =
      std::ranges::find_if(kStrategies, [&](const StrategyEntry& e) { return e.name == name; });
  if (entry != kStrategies.end()) return *entry;
  throw std::invalid_argument("no strategy is called \"" + name + "\"; there are " +
                              strategies_in_a_row() + suggestion(name, strategy_names()));
}

NamedStrategy make_strategy(const Options& options) {
  const StrategyEntry& entry = strategy_named(options.strategy);
  return {.strategy = entry.make(options), .exhaustive = entry.ends};
}

}  // namespace weft
