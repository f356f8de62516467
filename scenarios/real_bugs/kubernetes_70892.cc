// Kubernetes 70892: nodes are processed in parallel, and processing each fills in what all of them
// share. The fix fills that in by a parallel step of its own, in which each writes its own part.
#include <deque>

#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

constexpr int kNodes = 2;
constexpr int kResults = 2;

using Slots = std::deque<Shared<int>>;

/// workqueue.ParallelizeUntil
void parallelize_until(const Context& ctx, int workers, int pieces,
                       const std::function<void(int)>& work) {
  const Chan<int> to_process(static_cast<std::size_t>(pieces), "to_process");
  for (int piece = 0; piece < pieces; ++piece) to_process.send(piece);
  to_process.close();
  WaitGroup wg("workers");
  for (int w = 0; w < workers; ++w) {
    wg.go([&] {
      for (const int piece : to_process) {
        bool stopped = false;
        select(recv(ctx.done(), [&] { stopped = true; }), otherwise());
        if (stopped) return;
        work(piece);
      }
    });
  }
  wg.wait();
}

void bug() {
  Slots results;
  for (int r = 0; r < kResults; ++r) results.emplace_back(0, "result");
  parallelize_until(background(), 2, kNodes, [&](int /*node*/) {
    for (Shared<int>& result : results) {
      if (result != 4) result = 4;
    }
  });
}

void fixed() {
  Slots results;
  for (int r = 0; r < kResults; ++r) results.emplace_back(0, "result");
  parallelize_until(background(), 2, kNodes, [](int /*node*/) {});
  parallelize_until(background(), 2, kResults,
                    [&](int r) { results[static_cast<std::size_t>(r)] = 4; });
}

const RegisteredBug registered{{"kubernetes_70892", bug, fixed, kind::kDataRace,
                                "Every worker fills in what all of them share"}};

}  // namespace
}  // namespace weft
