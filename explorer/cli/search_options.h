// The options of a search: flag, environment variable, default and help of each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "weft/explorer/explore/options.h"

namespace CLI {
class App;
}

namespace weft::cli {

class SearchOptions {
 public:
  void declare(CLI::App& app);
  /// Only those that may change when a search goes on.
  void declare_budgets(CLI::App& app);
  /// Throws std::invalid_argument for a time that is none.
  [[nodiscard]] Options options() const;

 private:
  /// In which order, and how far.
  void declare_bounds(CLI::App& app);

  Options options_;
  std::string time_;
  std::string races_ = "report";
  std::string watchdog_;
  std::optional<std::uint64_t> max_executions_;
};

}  // namespace weft::cli
