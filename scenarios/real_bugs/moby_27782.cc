// Moby 27782: a log reader that is told to go away removes its file watch, which waits for the
// watcher to notice; the watcher is sending an event, and nobody receives any more. The fix goes on
// receiving events while the watch is removed by a goroutine of its own.
//
// The map of readers has a lock here: its race is another bug.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct FileWatch {
  Mutex mu{"watch"};
  Cond ignored{mu, "ignored"};
  Shared<bool> gone{false, "gone"};
  Chan<int> events{"events"};
  Chan<Unit> done{"done"};

  /// Reports a write or two, and then that the file is ignored from now on.
  void read_events() {
    for (int writes = 0; writes < 2; ++writes) select(send(events, 1), recv(done));
    std::scoped_lock lock(mu);
    gone = true;
    ignored.broadcast();
  }
  void remove() {
    std::scoped_lock lock(mu);
    while (!gone) ignored.wait();
  }
};

struct LogReader {
  FileWatch watch;
  Chan<Unit> closed{"closed"};
  Mutex mu{"readers"};
  Shared<bool> registered{false, "registered"};

  void follow(bool fixed) {
    {
      std::scoped_lock lock(mu);
      registered = true;
    }
    go("file watcher", [this] { watch.read_events(); });
    select(recv(watch.events), recv(closed, [&] { leave(fixed); }));
    watch.done.close();
  }
  void leave(bool fixed) {
    if (!fixed) return watch.remove();
    const Chan<Unit> removed("removed");
    go("remover", [this, removed] {
      watch.remove();
      removed.close();
    });
    for (bool removing = true; removing;) {
      select(recv(watch.events), recv(removed, [&] { removing = false; }));
    }
  }
  void reset() {
    std::scoped_lock lock(mu);
    if (registered) closed.close();
  }
};

void run(bool fixed) {
  LogReader reader;
  go("follower", [&] { reader.follow(fixed); });
  go("start_up", [&] { reader.reset(); });
}

const RegisteredBug registered{{"moby_27782", [] { run(false); }, [] { run(true); }, kind::kLeak,
                                "Waits for somebody who is sending to it"}};

}  // namespace
}  // namespace weft
