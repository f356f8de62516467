// Hugo 3251: downloads of one URL exclude each other by a mutex, found in a table with a lock of
// its own. Locking the URL waits for its mutex with the table locked for writing; unlocking it
// locks the table for reading first. The fix gives the table back before it waits. (Upstream then
// looked into the table again without its lock, which is a race; here the mutex is kept in a
// local.)

#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct RemoteLock {
  RWMutex table{"table"};
  Shared<bool> known{false, "known"};  // whether the table has the URL
  Mutex url{"url"};

  Mutex& entry() {
    if (!known) known = true;
    return url;
  }
  void lock_url(bool fixed) {
    table.lock();
    Mutex& its = entry();
    if (fixed) table.unlock();
    its.lock();
    if (!fixed) table.unlock();
  }
  void unlock_url() {
    table.rlock();
    if (known) url.unlock();
    table.runlock();
  }
};

void download(bool fixed) {
  RemoteLock remote;
  WaitGroup workers("workers");
  for (int i = 0; i < 2; ++i) {
    workers.go([&] {
      remote.lock_url(fixed);
      remote.unlock_url();
    });
  }
  workers.wait();
}

const RegisteredBug registered{{"hugo_3251", [] { download(false); }, [] { download(true); },
                                kind::kDeadlock,
                                "Waits for one lock while it holds the one needed to free it"}};

}  // namespace
}  // namespace weft
