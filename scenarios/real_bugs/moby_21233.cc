// Moby 21233: a test's consumer of progress leaves at the first surprise; who reports progress to
// it, and who waits for it to be done, wait for ever. The fix keeps receiving and remembers the
// surprise.
//
// Two transfers instead of three.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

constexpr int kTransfers = 2;

struct Transfer {
  Mutex mu{"transfer"};
  Chan<Unit> release{"release"};
  Chan<Unit> running{"running"};

  void watch(const Chan<int>& progress) {
    for (bool last = false;; last = true) {
      { std::scoped_lock lock(mu); }
      if (choose(2) == 1) progress.send(1);
      if (last) break;
      release.recv();
    }
    running.close();
  }
  void end() {
    { std::scoped_lock lock(mu); }
    release.close();
    running.recv();
  }
};

void consume(const Chan<int>& progress, const Chan<Unit>& done, bool fixed) {
  for ([[maybe_unused]] const int item : progress) {
    if (choose(2) == 1 && !fixed) return;  // a failed assertion ends the goroutine
  }
  done.close();
}

void run(bool fixed) {
  go("test", [fixed] {
    const Chan<int> progress("progress");
    const Chan<Unit> done("done");
    Transfer transfers[kTransfers];
    go("consumer", [=] { consume(progress, done, fixed); });
    for (Transfer& transfer : transfers) go("watcher", [&, progress] { transfer.watch(progress); });
    for (Transfer& transfer : transfers) transfer.end();
    progress.close();
    done.recv();
  });
}

const RegisteredBug registered{
    {"moby_21233", [] { run(false); }, [] { run(true); }, kind::kLeak, "A consumer that gives up"}};

}  // namespace
}  // namespace weft
