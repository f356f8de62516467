// Contexts: one that can be cancelled with a cause, and below it one with a deadline.
#include "weft/tests/support/rules/move.h"

namespace weft::testing_support::rules {
namespace {

std::string or_nil(const std::string& error) {
  return error.empty() ? "<nil>" : error;
}

bool end(State& state, std::size_t which, const std::string& err, const std::string& cause) {
  Ending& context = state.contexts[which];
  if (!context.err.empty()) return false;
  context.err = err;
  context.cause = cause;
  for (const std::size_t code : std::exchange(context.then, {})) {
    state.parts.push_back({.code = code});
  }
  if (which == 0) end(state, 1, err, cause);
  return true;
}

void cancel(Move& m) {
  end(m.next, m.op.object, "context canceled", m.op.object == 0 ? "enough" : "context canceled");
  m.done();
}

void after_func(Move& m) {
  Ending& context = m.next.contexts[m.op.object];
  if (context.err.empty()) {
    context.then.push_back(m.op.child);
  } else {
    m.start(m.op.child);
  }
  m.done();
}

Ending& context(Move& m) {
  return m.next.contexts[m.op.object];
}

}  // namespace

void pass_deadline(const State& from, std::vector<State>& to) {
  State late = from;
  const std::string why = "context deadline exceeded";
  if (end(late, 1, why, why)) to.push_back(std::move(late));
}

void add_contexts(Rules& rules) {
  rules["cancel"] = cancel;
  rules["done"] = [](Move& m) { context(m).err.empty() ? m.wait() : m.done(); };
  rules["err"] = [](Move& m) { m.done(or_nil(context(m).err)); };
  rules["cause"] = [](Move& m) { m.done(or_nil(context(m).cause)); };
  rules["poll_done"] = [](Move& m) { m.done(context(m).err.empty() ? "not" : "done"); };
  rules["after_func"] = after_func;
}

}  // namespace weft::testing_support::rules
