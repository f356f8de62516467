// Knative Serving 3068: waiting for a pool closes its work channel, while others still give it
// work. The fix closes a channel that says so, and the work channel when all work is done.
//
// Upstream's fix still has the bug between the look and the add; here both are done under a mutex.
// Two jobs instead of five.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

constexpr int kJobs = 2;

struct Pool {
  Chan<std::function<void()>*> work{kJobs, "work"};
  WaitGroup running{"running"};
  Once once{"once"};
  Mutex mu{"mu"};
  Shared<bool> closed{false, "closed"};

  void start() {
    go("worker", [this] {
      for (std::function<void()>* const job : work) {
        (*job)();
        running.done();
      }
    });
  }
  void submit_bug(std::function<void()>& job) {
    running.add(1);
    work.send(&job);
  }
  void submit_fixed(std::function<void()>& job) {
    {
      std::scoped_lock lock(mu);
      if (closed) return;
      running.add(1);
    }
    work.send(&job);
  }
  void wait_bug() {
    once.do_once([this] {
      work.close();
      go("waiter", [this] { running.wait(); });
    });
  }
  void wait_fixed() {
    once.do_once([this] {
      {
        std::scoped_lock lock(mu);
        closed = true;
      }
      go("waiter", [this] {
        running.wait();
        work.close();
      });
    });
  }
};

void run(bool fixed) {
  Atomic<int> count(0, "count");
  std::function<void()> job = [&] { count.add(1); };
  Pool pool;
  WaitGroup submitted("submitted");
  pool.start();
  submitted.add(kJobs);
  go("user", [&] {
    for (int n = 0; n < kJobs; ++n) {
      fixed ? pool.submit_fixed(job) : pool.submit_bug(job);
      submitted.done();
    }
  });
  fixed ? pool.wait_fixed() : pool.wait_bug();
  submitted.wait();
}

const RegisteredBug registered{{"serving_3068", [] { run(false); }, [] { run(true); }, kind::kPanic,
                                "A work channel closed while work still comes"}};

}  // namespace
}  // namespace weft
