// Looks up from the search now and then: is the budget used up, is something due for the monitor.
#pragma once

#include <chrono>
#include <cstdint>

#include "weft/explorer/explore/budget.h"
#include "weft/explorer/explore/monitor.h"

namespace weft {

class Lookout {
 public:
  /// `monitor` must outlive it.
  Lookout(const Budget& budget, Monitor& monitor);

  /// Why the search should not just go on after so many executions.
  enum class Reason : std::uint8_t { none, used_up, ended_by_monitor, report_due, save_due };
  /// From any thread.
  [[nodiscard]] Reason look(std::uint64_t executions) const;

  void reported() { next_report_ = next(monitor_.between_reports()); }
  void saved() { next_save_ = next(monitor_.between_saves()); }

 private:
  using Clock = std::chrono::steady_clock;

  static Clock::time_point next(Monitor::Seconds after);

  const Budget& budget_;
  Monitor& monitor_;
  Clock::time_point next_report_;
  Clock::time_point next_save_;
};

}  // namespace weft
