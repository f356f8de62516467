#include "weft/explorer/explore/warnings.h"

#include "weft/explorer/explore/follow.h"
#include "weft/explorer/explore/real_threads.h"
#include "weft/explorer/explore/vacuity.h"
#include "weft/explorer/kernel/process.h"

namespace weft {

void warn(Report& report, const Scenario& scenario, kernel::World& world, Teller& teller) {
  if (!report.counterexamples.empty()) return;
  for (const std::string& seen : real_threads_in(world, scenario.body)) {
    report.warnings.push_back("unseen: " + seen + ", which the search knows nothing about");
  }
  if (const kernel::Process* const process = kernel::process()) {
    for (const std::string& remark : process->remarks()) {
      report.warnings.push_back("unseen: " + remark);
    }
  }
  if (report.verdict != Verdict::verified || report.executions + report.blocked != 1) return;
  Follow usual({});
  const Transcript transcript = teller.tell(usual).transcript;
  if (shares_nothing(world.so_far(), transcript)) {
    report.warnings.emplace_back(
        "vacuous: there is one execution only, and its goroutines share nothing weft can see");
  }
}

}  // namespace weft
