// worker_pool: the pattern, and the two ways in which its consumer may stop early.
#include "weft/primitives/worker_pool.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using namespace testing_support;

Chan<int> jobs_up_to(int n) {
  Chan<int> jobs(static_cast<std::size_t>(n), "jobs");
  for (int i = 1; i <= n; ++i) jobs.send(i);
  jobs.close();
  return jobs;
}

int square(int n) {
  return n * n;
}

TEST(WorkerPool, DoesEveryJobOnceAndCloses) {
  const Explored seen = explored([] {
    int sum = 0;
    for (const int result : worker_pool(background(), jobs_up_to(3), 2, square)) sum += result;
    return std::to_string(sum);
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"14"});
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

TEST(WorkerPool, ResultsComeInAnyOrder) {
  EXPECT_EQ(outcomes([] {
              std::string order;
              for (const int result : worker_pool(background(), jobs_up_to(2), 2, square)) {
                order += std::to_string(result);
              }
              return order;
            }),
            (Outcomes{"14", "41"}));
}

TEST(WorkerPool, AConsumerThatStopsWithoutCancellingLeaksTheWorkers) {
  const Explored seen = explored(
      [] { return std::to_string(worker_pool(background(), jobs_up_to(2), 1, square).recv()); });
  EXPECT_EQ(seen.finding(), kind::kLeak);
}

TEST(WorkerPool, AConsumerThatCancelsMayStopAtAnyTime) {
  const Explored seen = explored([] {
    const auto [ctx, cancel] = with_cancel(background());
    const Defer deferred(cancel);
    return std::to_string(worker_pool(ctx, jobs_up_to(2), 2, square).recv());
  });
  EXPECT_EQ(seen.outcomes, (Outcomes{"1", "4"}));
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

TEST(WorkerPool, CancellingStopsWorkersThatWaitForJobs) {
  const Explored seen = explored([] {
    const auto [ctx, cancel] = with_cancel(background());
    const Chan<int> never("never");
    const auto results = worker_pool(ctx, never, 2, square);
    cancel();
    return std::string(results.next() ? "a result" : "closed");
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"closed"});
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

TEST(WorkerPool, RefusesToHaveNoWorkers) {
  EXPECT_EQ(outcomes([]() -> std::string {
              try {
                (void)worker_pool(background(), jobs_up_to(1), 0, square);
              } catch (const std::invalid_argument&) {
                return "refused";
              }
              return "started";
            }),
            Outcomes{"refused"});
}

}  // namespace
}  // namespace weft
