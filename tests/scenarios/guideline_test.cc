// The guideline's BAD forms: the finding names those who are to blame, and what it is about.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "weft/tests/support/registered.h"

namespace weft {
namespace {

using testing_support::search;

struct Blame {
  std::string scenario;  ///< below guideline/
  std::string kind;
  std::vector<std::string> words;  ///< all of them are in what the finding says
};

void PrintTo(const Blame& blame, std::ostream* out) {
  *out << blame.scenario;
}

class Guideline : public testing::TestWithParam<Blame> {};

TEST_P(Guideline, NamesWhoAndWhat) {
  const Report report = search("guideline/" + GetParam().scenario);
  const auto shown = std::ranges::find(report.counterexamples, GetParam().kind,
                                       [](const Counterexample& c) { return c.finding.kind; });
  ASSERT_NE(shown, report.counterexamples.end());
  const Finding& finding = shown->finding;
  for (const std::string& word : GetParam().words) {
    EXPECT_NE(finding.message.find(word), std::string::npos) << word << " in: " << finding.message;
  }
}

std::string test_name(const testing::TestParamInfo<Blame>& info) {
  std::string name = info.param.scenario;
  std::ranges::replace(name, '/', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(
    Sections, Guideline,
    testing::Values(
        Blame{"lifecycle/bad_start_worker", kind::kLeak, {"worker", "input"}},
        Blame{"lifecycle/bad_waits_for_nobody", kind::kLeak, {"listener", "messages"}},
        Blame{"channels/bad_done_channel", kind::kLeak, {"second", "done"}},
        Blame{"channels/bad_fan_out", kind::kDeadlock, {"main", "jobs"}},
        Blame{"channels/bad_collect_results", kind::kDeadlock, {"main", "workers", "results"}},
        Blame{"wait_group/bad_process_all",
              kind::kWaitGroupMisuse,
              {"Add called concurrently with Wait"}},
        Blame{"wait_group/bad_forgets_done", kind::kDeadlock, {"main", "items"}},
        Blame{"wait_group/bad_done_twice", kind::kPanic, {"negative WaitGroup counter"}},
        Blame{"mutex/bad_counter", kind::kDataRace, {"value", "mutex.cc"}},
        Blame{"mutex/bad_locks_twice", kind::kDeadlock, {"main", "mu"}},
        Blame{"mutex/bad_forgets_unlock", kind::kLockHeld, {"mu"}},
        Blame{"rw_mutex/bad_cache", kind::kDataRace, {"items", "rw_mutex.cc"}},
        Blame{"rw_mutex/bad_reads_twice", kind::kDeadlock, {"rlock mu", "wait for each other"}},
        Blame{"once/bad_client", kind::kDataRace, {"connection", "once.cc"}},
        Blame{"once/bad_recursive_once", kind::kDeadlock, {"main", "once"}},
        Blame{"context/bad_get_user", kind::kDeadlock, {"main", "row"}},
        Blame{"context/bad_timeout", kind::kLeak, {"worker", "answer"}},
        Blame{"context/bad_cancel", kind::kLeak, {"generator", "numbers"}},
        Blame{"context/bad_value", kind::kCheckFailed, {"the user's id"}},
        Blame{"context/bad_defer_cancel", kind::kLostCancel, {"context.cc"}},
        Blame{"err_group/bad_fetch_all", kind::kLeak, {"fetch", "errors"}},
        Blame{"err_group/bad_shared_error", kind::kDataRace, {"failed", "err_group.cc"}},
        Blame{"worker_pool/bad_stops_early", kind::kLeak, {"closer", "workers"}},
        Blame{"worker_pool/bad_pool_not_cancelled", kind::kLeak, {"results"}},
        Blame{"mistakes/bad_loop_variable", kind::kDataRace, {" of i at ", "mistakes.cc"}},
        Blame{"mistakes/bad_unsynchronised_write", kind::kDataRace, {"result", "mistakes.cc"}},
        Blame{"mistakes/bad_never_closed", kind::kLeak, {"reader", "numbers"}},
        Blame{"mistakes/bad_send_on_closed", kind::kPanic, {"send on closed channel"}}),
    test_name);

}  // namespace
}  // namespace weft
