// Programs that do not come to an orderly end, or not always to the same.
#include <array>
#include <cstdlib>
#include <mutex>
#include <string>
#include <utility>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

struct Settings {
  int retries = 3;
};

/// BAD: who asks first finds no settings yet.
void asks_for_what_is_not_there() {
  Atomic<Settings*> settings(nullptr, "settings");
  static Settings loaded;
  WaitGroup all("all");
  all.go([&] { settings.store(&loaded); });
  all.go([&] { expect(settings.load()->retries == 3, "three retries"); });
  all.wait();
}

/// GOOD: nobody gets hold of them before they are there.
void waits_for_what_it_asks_for() {
  Chan<Settings*> ready(1, "ready");
  static Settings loaded;
  WaitGroup all("all");
  all.go([&] { ready.send(&loaded); });
  all.go([&] { expect(ready.recv()->retries == 3, "three retries"); });
  all.wait();
}

/// Groups of things: each thing leads to another one of its group, the last to itself.
class Groups {
 public:
  /// BAD: what is found may no longer be the last when it is linked.
  void unite_in_two_steps(int a, int b) {
    const int last_of_a = last(a);
    const int last_of_b = last(b);
    const std::scoped_lock lock(mu_);
    next_[static_cast<std::size_t>(last_of_a)] = last_of_b;
  }
  /// GOOD: found and linked under one lock.
  void unite(int a, int b) {
    const std::scoped_lock lock(mu_);
    next_[static_cast<std::size_t>(find(a))] = find(b);
  }
  int last(int thing) {
    const std::scoped_lock lock(mu_);
    return find(thing);
  }

 private:
  int find(int thing) {
    int& next = next_[static_cast<std::size_t>(thing)];
    if (next != thing) next = find(next);  // shortens the way, for the next time
    return next;
  }

  Mutex mu_{"mu"};
  std::array<int, 2> next_{0, 1};
};

void unite_both_ways(void (Groups::*unite)(int, int)) {
  Groups groups;
  WaitGroup all("all");
  all.go([&] { (groups.*unite)(0, 1); });
  all.go([&] { (groups.*unite)(1, 0); });
  all.wait();
  expect(groups.last(0) == groups.last(1), "they are in one group");
}

/// BAD (std::mutex): it is held while a channel lets somebody else go on, and blocks for real.
template <typename Lock>
void logs_under_a_lock(Lock& mu) {
  Chan<std::string> lines("lines");
  WaitGroup writers("writers");
  for (int i = 0; i < 2; ++i) {
    writers.go([&] {
      const std::scoped_lock lock(mu);
      lines.send("a line");
    });
  }
  for (int i = 0; i < 2; ++i) (void)lines.recv();
  writers.wait();
}

/// BAD: decides for everybody.
void gives_up_for_all() {
  Chan<int> answers(1, "answers");
  go("worker", [=] {
    const bool fails = choose(2) == 0;
    if (fails) std::exit(3);
    answers.send(42);
  });
  (void)answers.recv();
}

/// GOOD: says that there is no answer.
void says_that_it_failed() {
  Chan<int> answers(1, "answers");
  go("worker", [=] {
    const bool fails = choose(2) == 0;
    if (!fails) answers.send(42);
    answers.close();
  });
  (void)answers.recv_ok();
}

/// BAD (a spare that outlives the scenario): every second run asks nobody for a connection.
void connects(int& spare) {
  Mutex mu("mu");
  Chan<int> server(1, "server");
  WaitGroup all("all");
  all.go([&] { server.send(42); });
  all.go([&] {
    const std::scoped_lock lock(mu);
    const bool had_one = std::exchange(spare, 0) != 0;
    if (!had_one) spare = server.recv();
  });
  all.wait();
}

const Registered registered[] = {
    Registered{{.name = "classics/ends_of_programs/bad_null_pointer",
                .body = asks_for_what_is_not_there,
                .expects = kind::kCrash,
                .summary = "Settings that are used before they are loaded"}},
    Registered{{.name = "classics/ends_of_programs/waits_for_settings",
                .body = waits_for_what_it_asks_for,
                .summary = "Settings that come by a channel"}},
    Registered{{.name = "classics/ends_of_programs/bad_recursion",
                .body = [] { unite_both_ways(&Groups::unite_in_two_steps); },
                .expects = kind::kStackOverflow,
                .summary = "Two groups that are linked to each other, and searched for their end"}},
    Registered{{.name = "classics/ends_of_programs/recursion",
                .body = [] { unite_both_ways(&Groups::unite); },
                .summary = "Groups whose ends are found and linked under one lock"}},
    Registered{{.name = "classics/ends_of_programs/bad_real_mutex",
                .body =
                    [] {
                      std::mutex mu;
                      logs_under_a_lock(mu);
                    },
                .expects = kind::kNeverYields,
                .summary = "A std::mutex that is held while a channel blocks"}},
    Registered{{.name = "classics/ends_of_programs/mutex",
                .body =
                    [] {
                      Mutex mu("mu");
                      logs_under_a_lock(mu);
                    },
                .summary = "A Mutex that is held while a channel blocks"}},
    Registered{{.name = "classics/ends_of_programs/bad_exit",
                .body = gives_up_for_all,
                .expects = kind::kExit,
                .summary = "A worker that ends the program because its own work failed"}},
    Registered{{.name = "classics/ends_of_programs/says_that_it_failed",
                .body = says_that_it_failed,
                .summary = "A worker that says that its work failed"}},
    Registered{{.name = "classics/ends_of_programs/bad_static_spare",
                .body =
                    [] {
                      static int spare = 0;
                      connects(spare);
                    },
                .expects = kind::kNondeterminism,
                .summary = "A spare connection that one run leaves to the next"}},
    Registered{{.name = "classics/ends_of_programs/spare",
                .body =
                    [] {
                      int spare = 0;
                      connects(spare);
                    },
                .summary = "A spare connection of the scenario's own"}},
};

}  // namespace
}  // namespace weft
