#include "weft/explorer/explore/lookout.h"

namespace weft {

Lookout::Lookout(const Budget& budget, Monitor& monitor) : budget_(budget), monitor_(monitor) {
  reported();
  saved();
}

Lookout::Clock::time_point Lookout::next(Monitor::Seconds after) {
  if (after.count() <= 0) return Clock::time_point::max();
  return Clock::now() + std::chrono::duration_cast<Clock::duration>(after);
}

Lookout::Reason Lookout::look(std::uint64_t executions) const {
  if (budget_.used_up(executions)) return Reason::used_up;
  if (monitor_.wants_end()) return Reason::ended_by_monitor;
  const bool nothing_due = next_report_ == Clock::time_point::max() && next_save_ == next_report_;
  if (nothing_due) return Reason::none;
  const auto now = Clock::now();
  if (now >= next_save_) return Reason::save_due;
  return now >= next_report_ ? Reason::report_due : Reason::none;
}

}  // namespace weft
