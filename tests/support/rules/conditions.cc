// Cond, WaitGroup, Once.
#include "weft/tests/support/rules/move.h"

namespace weft::testing_support::rules {
namespace {

void sleep(Move& m) {
  if (!m.me().woken) return m.wait();
  m.me().sleeps_at = kNone;
  m.me().woken = false;
  m.acquire(std::exchange(m.me().hears, 0));
  m.done();
}

/// Any one of those who wait.
void signal(Move& m) {
  bool nobody = true;
  for (std::size_t p = 0; p < m.next.parts.size(); ++p) {
    if (m.next.parts[p].sleeps_at != m.op.object || m.next.parts[p].woken) continue;
    nobody = false;
    Move one(m);
    one.next.parts[p].woken = true;
    one.next.parts[p].hears |= m.me().knows;
    one.done();
  }
  if (nobody) m.done();
}

void broadcast(Move& m) {
  for (Part& part : m.next.parts) {
    if (part.sleeps_at != m.op.object || part.woken) continue;
    part.woken = true;
    part.hears |= m.me().knows;
  }
  m.done();
}

void change_group(Move& m, int by) {
  m.next.group += by;
  if (by < 0) m.release(m.next.left.group);
  m.next.group < 0 ? m.panics("sync: negative WaitGroup counter") : m.done();
}

void once(Move& m) {
  int& how_far = m.next.once[m.op.object];
  if (how_far == 1) return m.wait();
  if (how_far == 2) {
    m.me().at += 2;
    m.acquire(m.next.left.once[m.op.object]);
    return m.done();
  }
  how_far = 1;
  ++m.me().at;
  m.goes_on();
}

}  // namespace

void add_conditions(Rules& rules) {
  rules["queue"] = [](Move& m) { m.me().sleeps_at = m.op.object, m.done(); };
  rules["sleep"] = sleep;
  rules["signal"] = signal;
  rules["broadcast"] = broadcast;
  rules["wg_add"] = [](Move& m) { change_group(m, +1); };
  rules["wg_done"] = [](Move& m) { change_group(m, -1); };
  rules["wg_wait"] = [](Move& m) {
    m.acquire(m.next.left.group);
    m.next.group == 0 ? m.done() : m.wait();
  };
  rules["once"] = once;
  rules["once_done"] = [](Move& m) {
    m.next.once[m.op.object] = 2;
    m.release(m.next.left.once[m.op.object]);
    m.done(std::to_string(m.me().kept));
  };
}

}  // namespace weft::testing_support::rules
