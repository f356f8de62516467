// Atomics, and goroutines that start others.
#include "weft/tests/support/rules/move.h"

namespace weft::testing_support::rules {

namespace {

void compare_and_swap(Move& m) {
  const bool swaps = m.cell() == 0;
  if (swaps) m.cell() = m.op.value;
  m.done(yes(swaps));
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
  rules["load"] = [](Move& m) { m.done(std::to_string(m.cell())); };
  rules["store"] = [](Move& m) { m.cell() = m.op.value, m.done(); };
  rules["add"] = [](Move& m) { ++m.cell(), m.done(); };
  rules["fetch_add"] = [](Move& m) { m.done(std::to_string(++m.cell())); };
  rules["add_ten"] = [](Move& m) { m.cell() += 10, m.done(); };
  rules["cas"] = compare_and_swap;
  rules["await"] = [](Move& m) { m.cell() != 0 ? m.done() : m.wait(); };
  rules["choose"] = [](Move& m) { m.or_done("0"), m.done("1"); };

  rules["start"] = [](Move& m) { m.start(m.op.child), m.done(); };
  rules["join_child"] = [](Move& m) { m.is_over(m.me().child) ? m.done() : m.wait(); };
  rules["lend"] = lend;
  rules["look"] = [](Move& m) { m.me().kept = m.me().lent, m.done(); };
  rules["outlive"] = outlive;
  rules["lent_store"] = lent_store;
  rules["lent_load"] = lent_load;
  rules["take"] = [](Move& m) { m.cell() = m.me().kept, m.done(); };
}

}  // namespace weft::testing_support::rules
