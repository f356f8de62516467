// Scenarios for the tests of the command line: one for each way a search can end.
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <stdexcept>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// Two goroutines that take two locks in opposite orders.
void opposite_locks() {
  Mutex a("a");
  Mutex b("b");
  WaitGroup all("all");
  all.add(2);
  go("first", [&] {
    a.lock();
    b.lock();
    b.unlock();
    a.unlock();
    all.done();
  });
  go("second", [&] {
    b.lock();
    a.lock();
    a.unlock();
    b.unlock();
    all.done();
  });
  all.wait();
}

/// Sends to nobody; or, as somebody has edited it since, takes a lock before.
void edited() {
  Mutex log("log");
  Chan<int> results("results");
  go("worker", [&, results] {
    if (std::getenv("WEFT_SAMPLE_EDITED") != nullptr) std::scoped_lock lock(log);
    results.send(42);
  });
}

void counts_its_runs() {
  static int runs = 0;
  Mutex mu("mu");
  if (++runs % 2 == 0) std::scoped_lock lock(mu);
}

void send_to_nobody() {
  Chan<int> results("results");
  go("worker", [=] { results.send(42); });
}

void takes_turns(int goroutines, int rounds) {
  Mutex mu("mu");
  WaitGroup all("all");
  all.add(goroutines);
  for (int g = 0; g < goroutines; ++g) {
    go([&] {
      for (int i = 0; i < rounds; ++i) std::scoped_lock lock(mu);
      all.done();
    });
  }
  all.wait();
}

void throws() {
  throw std::runtime_error("out of luck");
}

/// Sends when nobody may any more.
void send_after_close() {
  const auto [derived, cancel] = with_cancel(background());
  const Context context = derived;  // every compiler lets a debugger see this one
  const Chan<int> jobs(1, "jobs");
  WaitGroup all("all");
  all.add(1);
  jobs.close();
  cancel();
  go("sender", [&] {
    jobs.send(1);
    all.done();
  });
  all.wait();
}

/// Blocks for real; and the destructor of the condition variable waits for whoever waits for it.
void waits_for_what_is_not_wefts() {
  static std::mutex real;
  static std::condition_variable never;
  std::unique_lock lock(real);
  never.wait(lock);
}

const Registered kSamples[] = {
    Registered{{.name = "sample/closed", .body = send_after_close}},
    Registered{{.name = "sample/deadlock", .body = opposite_locks}},
    Registered{{.name = "sample/edited", .body = edited}},
    Registered{{.name = "sample/counts", .body = counts_its_runs}},
    Registered{{.name = "sample/leak", .body = send_to_nobody, .expects = kind::kLeak}},
    Registered{{.name = "sample/turns", .body = [] { takes_turns(2, 2); }, .summary = "Good."}},
    Registered{{.name = "sample/some_turns", .body = [] { takes_turns(4, 2); }}},
    Registered{{.name = "sample/more_turns", .body = [] { takes_turns(3, 4); }}},
    Registered{{.name = "sample/many_turns", .body = [] { takes_turns(4, 4); }}},
    Registered{
        {.name = "sample/hopeful", .body = [] { takes_turns(2, 1); }, .expects = kind::kDataRace}},
    Registered{{.name = "sample/throws", .body = throws}},
    Registered{{.name = "sample/waits", .body = waits_for_what_is_not_wefts}},
};

}  // namespace
}  // namespace weft
