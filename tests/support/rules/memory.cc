// Atomics, and goroutines that start others.
#include "weft/tests/support/rules/move.h"

namespace weft::testing_support::rules {

namespace {

Knowledge& left_at_cell(Move& m) {
  return m.next.left.cells[m.op.object];
}

int look(Move& m, std::size_t cell) {
  m.acquire(m.next.left.cells[cell]);
  return m.next.cells[cell];
}

int look(Move& m) {
  return look(m, m.op.object);
}

void load(Move& m) {
  m.done(std::to_string(look(m)));
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
  const bool swaps = look(m) == 0;
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
void leave(Move& m) {
  m.next.parts[m.me().child].deprived = true;
  m.done();
}

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

void lent_look(Move& m) {
  if (!uses_what_is_gone(m)) m.done();
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

// Loops. Who would look again and see the same waits instead.

int look_at_other(Move& m) {
  return look(m, 1 - m.op.object);
}

void remember(Move& m) {
  m.me().kept = look(m);
  m.done();
}

/// Back to where it remembered the value, if that is another one now.
void remember_again(Move& m) {
  m.cell() != m.me().kept ? m.goes_on_from(m.me().at - 1) : m.wait();
}

void until_taken(Move& m) {
  if (look(m) != 0) return m.wait();
  m.cell() = 1;
  m.release(left_at_cell(m));
  m.done();
}

void until_tired(Move& m) {
  if (look(m) != 0) return m.done("");
  if (++m.me().kept == 3) return m.done("tired");
  m.goes_on_from(m.me().at);
}

void until_either(Move& m) {
  if (m.me().kept != 0) return m.done(m.op.object == 0 ? "x" : "y");
  look_at_other(m) != 0 ? m.done("the other") : remember_again(m);
}

void until_equal(Move& m) {
  const int kept = m.me().kept;
  look_at_other(m) == kept ? m.done(std::to_string(kept)) : remember_again(m);
}

void until_added(Move& m) {
  if (look(m) != m.me().kept) return remember_again(m);
  (void)add(m, 1);
  m.done(std::to_string(m.me().kept));
}

void draw(Move& m) {
  m.me().kept = add(m, 1) - 1;
  m.done();
}

void until_served(Move& m) {
  const int ticket = m.me().kept;
  look_at_other(m) == ticket ? m.done(std::to_string(ticket)) : m.wait();
}

void add_loops(Rules& rules) {
  for (const char* const verb :
       {"until_set", "until_set_counting", "until_set_by_timer", "until_set_with_locks"}) {
    rules[verb] = [](Move& m) { look(m) != 0 ? m.done() : m.wait(); };
  }
  rules["until_taken"] = until_taken;
  rules["rest"] = [](Move& m) { m.me().kept = 0, m.done(); };
  rules["until_tired"] = until_tired;
  rules["remember"] = remember;
  rules["until_either"] = until_either;
  rules["until_equal"] = until_equal;
  rules["until_added"] = until_added;
  rules["draw"] = draw;
  rules["until_served"] = until_served;
}

}  // namespace

void add_memory(Rules& rules) {
  rules["load"] = load;
  rules["store"] = store;
  rules["add"] = [](Move& m) { add(m, 1), m.done(); };
  rules["fetch_add"] = [](Move& m) { m.done(std::to_string(add(m, 1) - 1)); };
  rules["add_ten"] = [](Move& m) { add(m, 10), m.done(); };
  rules["cas"] = compare_and_swap;
  rules["peek"] = [](Move& m) { access(m, false); };
  rules["poke"] = [](Move& m) { access(m, true); };
  rules["choose"] = [](Move& m) { m.or_done("0"), m.done("1"); };

  add_loops(rules);
  rules["start"] = [](Move& m) { m.start(m.op.child), m.done(); };
  rules["join_child"] = [](Move& m) {
    if (!m.is_over(m.me().child)) return m.wait();
    m.acquire(m.next.parts[m.me().child].knows);
    m.done();
  };
  rules["lend"] = lend;
  rules["look"] = [](Move& m) { m.me().kept = m.me().lent, m.done(); };
  rules["outlive"] = outlive;
  rules["leave"] = leave;
  rules["tell_child"] = [](Move& m) { m.next.parts[m.me().child].kept = 1, m.done(); };
  rules["until_told"] = [](Move& m) { m.me().kept != 0 ? m.done() : m.wait(); };
  rules["tell_parent"] = [](Move& m) { m.parent().lent = 2, m.done(); };
  rules["until_told_by_child"] = [](Move& m) { m.me().lent == 2 ? m.done() : m.wait(); };
  rules["lent_look"] = lent_look;
  rules["lent_store"] = lent_store;
  rules["lent_load"] = lent_load;
  rules["take"] = [](Move& m) { m.cell() = m.me().kept, m.done(); };
}

}  // namespace weft::testing_support::rules
