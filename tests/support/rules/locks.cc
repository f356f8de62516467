// Locks. Who waits to write keeps new readers out.
#include "weft/tests/support/rules/move.h"

namespace weft::testing_support::rules {
namespace {

bool take(Move& m) {
  if (std::exchange(m.next.locked[m.op.object], true)) return false;
  m.acquire(m.next.left.locks[m.op.object]);
  return true;
}

void unlock(Move& m) {
  m.next.locked[m.op.object] = false;
  m.release(m.next.left.locks[m.op.object]);
  m.done();
}

void rlock(Move& m) {
  if (m.next.rw.writers > 0) return m.wait();
  ++m.next.rw.readers;
  m.acquire(m.next.rw.left_by_writers);
  m.done();
}

void try_rlock(Move& m) {
  const bool free = m.next.rw.writers == 0;
  if (free) ++m.next.rw.readers;
  if (free) m.acquire(m.next.rw.left_by_writers);
  m.done(yes(free));
}

void runlock(Move& m) {
  if (m.next.rw.readers == 0) return m.panics("sync: RUnlock of unlocked RWMutex");
  --m.next.rw.readers;
  m.release(m.next.rw.left_by_readers);
  m.done();
}

/// In two steps: it keeps readers out before it is inside.
void wlock(Move& m) {
  RWLock& rw = m.next.rw;
  if (!m.me().stands) {
    ++rw.writers;
    m.me().stands = true;
    return m.goes_on();
  }
  if (rw.writing || rw.readers > 0) return m.wait();
  rw.writing = true;
  m.acquire(rw.left_by_readers | rw.left_by_writers);
  m.done();
}

void try_wlock(Move& m) {
  RWLock& rw = m.next.rw;
  const bool free = rw.writers == 0 && rw.readers == 0;
  if (free) {
    rw.writers = 1;
    rw.writing = true;
    m.acquire(rw.left_by_readers | rw.left_by_writers);
  }
  m.done(yes(free));
}

void wunlock(Move& m) {
  RWLock& rw = m.next.rw;
  if (!rw.writing) return m.panics("sync: Unlock of unlocked RWMutex");
  --rw.writers;
  rw.writing = false;
  m.release(rw.left_by_writers);
  m.done();
}

}  // namespace

void add_locks(Rules& rules) {
  rules["lock"] = rules["until_locked"] = [](Move& m) { take(m) ? m.done() : m.wait(); };
  rules["try_lock"] = [](Move& m) { m.done(yes(take(m))); };
  rules["unlock"] = unlock;
  rules["rlock"] = rlock;
  rules["try_rlock"] = try_rlock;
  rules["runlock"] = runlock;
  rules["wlock"] = wlock;
  rules["try_wlock"] = try_wlock;
  rules["wunlock"] = wunlock;
}

}  // namespace weft::testing_support::rules
