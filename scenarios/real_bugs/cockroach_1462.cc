// CockroachDB 1462: a worker looks whether it is to stop, and then sends; the receiver may have
// stopped in between. The fix sends inside a task, and stopping waits for tasks first.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Stopper {
  Chan<Unit> stopper{"stopper"};
  WaitGroup workers{"workers"};
  Mutex mu{"mu"};
  Cond drained{mu, "drained"};
  Shared<bool> draining{false, "draining"};
  Shared<int> tasks{0, "tasks"};

  bool start_task() {
    std::scoped_lock lock(mu);
    if (draining) return false;
    tasks = tasks + 1;
    return true;
  }
  void finish_task() {
    std::scoped_lock lock(mu);
    tasks = tasks - 1;
    drained.broadcast();
  }
  void stop() {
    {
      std::scoped_lock lock(mu);
      draining = true;
      while (tasks != 0) drained.wait();
    }
    stopper.close();
    workers.wait();
  }
};

struct EventFeed {
  Stopper stop;
  Chan<int> events{"events"};

  void publish(bool fixed) {
    for (bool running = true; running;) {
      select(recv(stop.stopper, [&] { running = false; }), otherwise([&] { send_one(fixed); }));
    }
  }
  void send_one(bool fixed) {
    if (!fixed) return events.send(1);
    if (!stop.start_task()) return;
    events.send(1);
    stop.finish_task();
  }
  void consume() const {
    for (bool running = true; running;) {
      select(recv(events), recv(stop.stopper, [&] { running = false; }));
    }
  }
};

void run(bool fixed) {
  EventFeed feed;
  feed.stop.workers.go([&] { feed.publish(fixed); });
  feed.stop.workers.go([&] { feed.consume(); });
  feed.stop.stop();
}

const RegisteredBug registered{{"cockroach_1462", [] { run(false); }, [] { run(true); },
                                kind::kDeadlock, "Looks whether to stop, then sends"}};

}  // namespace
}  // namespace weft
