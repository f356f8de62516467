// The worker pool every Go program has: n goroutines that turn jobs into results.
#pragma once

#include <stdexcept>
#include <type_traits>
#include <utility>

#include "weft/primitives/chan.h"
#include "weft/primitives/context.h"
#include "weft/primitives/go.h"
#include "weft/primitives/select_cases.h"
#include "weft/primitives/wait_group.h"

namespace weft {

/// Starts `n` workers that call `work` for every job, and returns the channel of results, in no
/// particular order. It is closed when no worker is left: when `jobs` is closed and drained, or
/// `ctx` is done. Who stops reading results before that must cancel `ctx`: otherwise the workers
/// wait for a reader for ever. Throws std::invalid_argument for less than one worker.
template <typename Jobs, typename Work>
auto worker_pool(const Context& ctx, const Jobs& jobs, int n, Work work,
                 Location at = Location::here()) {
  using Job = typename Jobs::value_type;
  using Result = std::invoke_result_t<Work&, Job>;
  if (n < 1) throw std::invalid_argument("worker_pool: at least one worker");
  const Chan<Result> results("results", at);
  const auto worker = [ctx, from = RecvChan<Job>(jobs), results, work = std::move(work), at] {
    auto doing = work;  // each its own copy, as with a Go closure's arguments
    for (;;) {
      std::optional<Job> job;
      select(recv(ctx.done()), recv(from, [&](std::optional<Job> next) { job = std::move(next); }),
             at);
      if (!job) return;  // nothing left, or nobody wants it any more
      if (select(recv(ctx.done()), send(results, doing(*std::move(job))), at) == 0) return;
    }
  };
  go(
      [worker, results, n, at] {
        WaitGroup workers({}, at);
        for (int i = 0; i < n; ++i) workers.go(worker, at);
        workers.wait(at);
        results.close(at);
      },
      at);
  return RecvChan<Result>(results);
}

}  // namespace weft
