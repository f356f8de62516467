// Worker pool: some goroutines, many jobs; the pool ends when the jobs do, or when nobody wants
// more results.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

constexpr int kJobs = 3;
constexpr int kWorkers = 2;

/// Jobs 1, 2, …, all there from the start.
RecvChan<int> all_jobs() {
  const Chan<int> jobs(kJobs, "jobs");
  for (int job = 1; job <= kJobs; ++job) jobs.send(job);
  jobs.close();
  return jobs;
}

int twice(int job) {
  return 2 * job;
}

/// A pool as every Go program has one.
RecvChan<int> start_pool(RecvChan<int> jobs) {
  const Chan<int> results("results");
  go("closer", [=] {
    WaitGroup workers("workers");
    for (int w = 0; w < kWorkers; ++w) {
      workers.go([=] {
        for (const int job : jobs) results.send(twice(job));
      });
    }
    workers.wait();
    results.close();
  });
  return results;
}

/// GOOD: every result is read.
void good_worker_pool() {
  int sum = 0;
  for (const int result : start_pool(all_jobs())) sum += result;
  expect(sum == 2 + 4 + 6, "every job done once");
}

/// BAD: the consumer has seen enough, and the workers wait for somebody to take the rest.
void bad_stops_early() {
  const RecvChan<int> results = start_pool(all_jobs());
  expect(results.recv() > 0, "a result");
}

/// GOOD: a pool that is cancelled when the consumer has seen enough.
void good_stops_early() {
  const auto [ctx, cancel] = with_cancel(background());
  const Defer deferred(cancel);
  const RecvChan<int> results = worker_pool(ctx, all_jobs(), kWorkers, twice);
  expect(results.recv() > 0, "a result");
}

/// BAD: the ready-made pool does not guess that nobody listens any more, either.
void bad_pool_not_cancelled() {
  const RecvChan<int> results = worker_pool(background(), all_jobs(), kWorkers, twice);
  expect(results.recv() > 0, "a result");
}

/// GOOD: the ready-made pool, read to its end.
void good_pool() {
  int sum = 0;
  for (const int result : worker_pool(background(), all_jobs(), kWorkers, twice)) sum += result;
  expect(sum == 2 + 4 + 6, "every job done once");
}

const Registered registered[] = {
    Registered{{.name = "guideline/worker_pool/good_worker_pool",
                .body = good_worker_pool,
                .summary = "Two workers, three jobs, every result read"}},
    Registered{{.name = "guideline/worker_pool/bad_stops_early",
                .body = bad_stops_early,
                .expects = kind::kLeak,
                .summary = "A consumer that stops early and does not tell the workers"}},
    Registered{{.name = "guideline/worker_pool/good_stops_early",
                .body = good_stops_early,
                .summary = "A consumer that stops early and cancels the pool"}},
    Registered{{.name = "guideline/worker_pool/bad_pool_not_cancelled",
                .body = bad_pool_not_cancelled,
                .expects = kind::kLeak,
                .summary = "worker_pool() left alone with results that nobody reads"}},
    Registered{{.name = "guideline/worker_pool/good_pool",
                .body = good_pool,
                .summary = "worker_pool() read to its end"}},
};

}  // namespace
}  // namespace weft
