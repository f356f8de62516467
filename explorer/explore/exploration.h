// One search through the executions of one scenario, and all it keeps while it goes on.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "weft/explorer/explore/budget.h"
#include "weft/explorer/explore/crash_guard.h"
#include "weft/explorer/explore/determinism.h"
#include "weft/explorer/explore/inspector.h"
#include "weft/explorer/explore/options.h"
#include "weft/explorer/explore/report.h"
#include "weft/explorer/explore/strategies.h"
#include "weft/explorer/explore/teller.h"
#include "weft/explorer/explore/user_output.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

class Exploration {
 public:
  Exploration(const Scenario& scenario, const Options& options);

  Report run();

 private:
  /// Violations as they were met, to be told once the record of their execution is not needed.
  struct Met {
    Schedule schedule;
    std::vector<Broken> broken;
  };
  /// What is behind a counterexample of the report.
  struct Found {
    Schedule schedule;
    Broken broken;
  };

  class Hurry;

  void try_first(const std::string& token);
  bool step();
  [[nodiscard]] bool is_large() const;
  bool go_on_together();
  void start_over();
  void count(const kernel::Execution& execution);
  bool note(const kernel::Execution& execution);
  [[nodiscard]] bool looks_again(bool news) const;
  [[nodiscard]] bool same_again();
  [[nodiscard]] bool unsteady(const kernel::Execution& execution);
  void tell();
  bool minimise();
  bool forget();
  [[nodiscard]] bool enough() const;
  [[nodiscard]] bool budget_used_up();
  [[nodiscard]] Verdict verdict(bool finished) const;
  void name_bounds();

  const Scenario& scenario_;
  Options options_;
  Budget budget_;
  kernel::World world_;
  NamedStrategy strategy_;
  Inspector inspector_;
  UserOutput output_;  // quiet while this lives
  Teller teller_;
  Determinism determinism_;
  CrashGuard guard_;
  Report report_;
  Met met_;
  std::vector<Found> found_;  // as many as report_ has counterexamples
  std::optional<Counterexample> unsteady_;
  std::set<std::uint64_t> signatures_;
  std::uint64_t events_at_last_look_ = 0;
  bool out_of_budget_ = false;
  bool alone_ = false;  // the threads together could not deal with it
  bool steps_cut_ = false;
  bool held_back_ = false;
};

}  // namespace weft
