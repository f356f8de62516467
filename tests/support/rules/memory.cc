// Atomics, and goroutines that start others.
#include "weft/tests/support/rules/move.h"

namespace weft::testing_support::rules {

namespace {

Knowledge& left_at_cell(Move& m) {
  return m.next.left.cells[m.op.object];
}

void load(Move& m) {
  m.acquire(left_at_cell(m));
  m.done(std::to_string(m.cell()));
}

/// Who loads it sees this store, and of those before it nothing.
void store(Move& m) {
  m.cell() = m.op.value;
  left_at_cell(m) = m.me().knows;
  m.done();
}

int add(Move& m, int what) {
  m.acquire(left_at_cell(m));
  m.release(left_at_cell(m));
  return m.cell() += what;
}

void compare_and_swap(Move& m) {
  m.acquire(left_at_cell(m));
  const bool swaps = m.cell() == 0;
  if (swaps) m.release(left_at_cell(m));
  if (swaps) m.cell() = m.op.value;
  m.done(yes(swaps));
}

void access(Move& m, bool writes) {
  constexpr unsigned kEach = 8;
  Plain& plain = m.next.plain[m.op.object];
  const Knowledge conflict = plain.writes | (writes ? plain.reads : 0);
  if ((conflict & ~m.me().knows) != 0) m.next.races = true;
  const Knowledge mine = Knowledge{1} << (kEach * m.who + m.me().accesses++ % kEach);
  (writes ? plain.writes : plain.reads) |= mine;
  m.me().knows |= mine;
  m.done();
}

void lend(Move& m) {
  m.me().lent = 1;
  m.start(m.op.child);
  m.done();
}

/// A scope ends after the last use of what is in it. Of an execution in which it was not the last
/// nothing is shown: either the scope would have ended later, or this is a use after free.
void outlive(Move& m) {
  m.next.parts[m.me().child].deprived = true;
  m.done(std::to_string(m.me().kept));
}

bool uses_what_is_gone(Move& m) {
  if (!m.me().deprived) return false;
  m.next.broken = true;
  m.goes_on();
  return true;
}

void lent_store(Move& m) {
  if (uses_what_is_gone(m)) return;
  m.parent().lent = 2;
  m.done();
}

void lent_load(Move& m) {
  if (uses_what_is_gone(m)) return;
  m.me().kept = m.parent().lent;
  m.done();
}

}  // namespace

void add_memory(Rules& rules) {
  rules["load"] = load;
  rules["store"] = store;
  rules["add"] = [](Move& m) { add(m, 1), m.done(); };
  rules["fetch_add"] = [](Move& m) { m.done(std::to_string(add(m, 1))); };
  rules["count"] = [](Move& m) { m.me().kept = add(m, 1), m.done(); };
  rules["add_ten"] = [](Move& m) { add(m, 10), m.done(); };
  rules["cas"] = compare_and_swap;
  rules["await"] = [](Move& m) {
    m.acquire(left_at_cell(m));
    m.cell() != 0 ? m.done() : m.wait();
  };
  rules["peek"] = [](Move& m) { access(m, false); };
  rules["poke"] = [](Move& m) { access(m, true); };
  rules["choose"] = [](Move& m) { m.or_done("0"), m.done("1"); };

  rules["start"] = [](Move& m) { m.start(m.op.child), m.done(); };
  rules["join_child"] = [](Move& m) {
    if (!m.is_over(m.me().child)) return m.wait();
    m.acquire(m.next.parts[m.me().child].knows);
    m.done();
  };
  rules["lend"] = lend;
  rules["look"] = [](Move& m) { m.me().kept = m.me().lent, m.done(); };
  rules["outlive"] = outlive;
  rules["lent_store"] = lent_store;
  rules["lent_load"] = lent_load;
  rules["take"] = [](Move& m) { m.cell() = m.me().kept, m.done(); };
}

}  // namespace weft::testing_support::rules
