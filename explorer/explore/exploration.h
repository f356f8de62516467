// One search through the executions of one scenario, and all it keeps while it goes on.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "weft/explorer/explore/budget.h"
#include "weft/explorer/explore/checkpoint.h"
#include "weft/explorer/explore/crash_guard.h"
#include "weft/explorer/explore/determinism.h"
#include "weft/explorer/explore/inspector.h"
#include "weft/explorer/explore/lookout.h"
#include "weft/explorer/explore/monitor.h"
#include "weft/explorer/explore/options.h"
#include "weft/explorer/explore/report.h"
#include "weft/explorer/explore/strategies.h"
#include "weft/explorer/explore/teller.h"
#include "weft/explorer/explore/together.h"
#include "weft/explorer/explore/user_output.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

class Exploration {
 public:
  /// All must outlive it.
  Exploration(const Scenario& scenario, const Options& options, Monitor& monitor);
  /// Goes on with a search that was cut off. Throws std::invalid_argument if it is not one of this
  /// scenario as it is now.
  Exploration(const Scenario& scenario, const Checkpoint& checkpoint, const Options& options,
              Monitor& monitor);

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

  void try_first(const std::string& text);
  bool step();
  [[nodiscard]] bool is_large() const;
  bool go_on_together();
  void give_up_together(bool loops);
  void start_over();
  void count(const kernel::Execution& execution);
  bool note(const kernel::Execution& execution);
  [[nodiscard]] bool looks_again(bool news) const;
  [[nodiscard]] bool same_again();
  void look_outside();
  [[nodiscard]] bool unsteady(const kernel::Execution& execution);
  void tell();
  bool minimise();
  bool forget();
  [[nodiscard]] bool enough() const;
  [[nodiscard]] bool cut_off();
  [[nodiscard]] bool serve(Lookout::Reason reason);
  void report_progress();
  void estimate_size();
  void save();
  void save_strategy(Checkpoint& checkpoint);
  void go_on_with(const Checkpoint& checkpoint);
  [[nodiscard]] std::uint64_t behaviour();
  void tell_again(const Checkpoint& checkpoint);
  [[nodiscard]] std::uint64_t attempts() const { return report_.executions + report_.blocked; }
  [[nodiscard]] Verdict verdict(bool finished) const;
  void name_bounds();

  const Scenario& scenario_;
  Options options_;
  Monitor& monitor_;
  Budget budget_;
  Lookout lookout_;
  kernel::World world_;
  NamedStrategy strategy_;
  std::unique_ptr<Together> together_;  // instead, once there are several threads
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
  double elapsed_before_ = 0;  // it was resumed
  struct Told {
    std::uint64_t executions = 0;
    double elapsed = 0;
  };
  Told told_;                             // to the monitor, the last time
  std::optional<std::uint64_t> program_;  // its print, once anybody has asked
  bool resumed_ = false;                  // and nothing has been executed yet
  bool cut_ = false;                      // the budget was used up, or the monitor wants it so
  bool alone_ = false;                    // the threads together could not deal with it
  bool steps_cut_ = false;
  bool crowded_ = false;
  bool held_back_ = false;
};

}  // namespace weft
