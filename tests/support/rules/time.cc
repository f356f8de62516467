// Time as it passes for all at once: any of it, between any two steps.
#include <algorithm>

#include "weft/tests/support/rules/move.h"

namespace weft::testing_support::rules {
namespace {

bool is_due(const Due& due) {
  return due.armed && due.left <= 0;
}

bool happen_again(State& state, bool nothing_else) {
  if (!state.tick && state.ticks == kTicks && !nothing_else) return false;
  if (!state.tick) state.ticks = std::min(state.ticks + 1, kTicks);
  state.tick = true;
  state.timer(Timed::ticker).left = state.period;
  return true;
}

/// What happens by itself as soon as it is due, ahead of all that is due later.
bool happen(const Code& code, State& state, Timed which, bool nothing_else) {
  Due& due = state.timer(which);
  if (!is_due(due)) return false;
  if (which == Timed::ticker) return happen_again(state, nothing_else);
  due.armed = false;
  if (which == Timed::deadline) pass_deadline(state, 1);
  if (which == Timed::late) pass_deadline(state, 3);
  if (which == Timed::function) state.parts.push_back({.code = code.function});
  return true;
}

constexpr Timed kHappen[] = {Timed::deadline, Timed::function, Timed::ticker, Timed::late};

bool runs(const Due& due) {
  return due.armed && due.left > 0;
}

bool rests(const Part& part) {
  return part.rest.armed;
}

void count_down(Due& due) {
  due.left = std::max(due.left - 1, 0);
}

void pause(Move& m) {
  m.me().rest = {.armed = true, .left = m.op.value};
  m.done();
}

void awake(Move& m) {
  if (!is_due(m.me().rest)) return m.wait();
  m.me().rest = {};
  m.done("t");
}

void receive(Move& m) {
  Due& mine = m.next.timer(Timed::channel);
  if (!is_due(mine)) return m.wait();
  mine = {};
  m.done("t");
}

void poll(Move& m) {
  Due& mine = m.next.timer(Timed::channel);
  if (!is_due(mine)) return m.done("nothing");
  if (m.reading == Reading::specification) m.or_done("nothing");
  mine = {};
  m.done("t");
}

void stop(Move& m, Timed which) {
  m.done(yes(std::exchange(m.next.timer(which), Due{}).armed));
}

void reset(Move& m, Timed which) {
  constexpr int kAgain = 4;
  m.done(yes(std::exchange(m.next.timer(which), Due{.armed = true, .left = kAgain}).armed));
}

void receive_tick(Move& m) {
  if (!m.next.tick) return m.wait();
  m.next.tick = false;
  m.done("t");
}

void poll_tick(Move& m) {
  m.done(std::exchange(m.next.tick, false) ? "t" : "nothing");
}

void reset_ticker(Move& m) {
  m.next.period = 8;
  m.next.timer(Timed::ticker) = {.armed = true, .left = m.next.period};
  m.next.tick = false;
  m.done();
}

void stop_ticker(Move& m) {
  m.next.timer(Timed::ticker) = {};
  m.next.tick = false;
  m.done();
}

}  // namespace

bool is_quiet(const State& state) {
  const Due& ticker = state.timer(Timed::ticker);
  const bool ticks = ticker.armed && !state.tick;  // who has one to receive gets no other
  const auto happens = [&](Timed which) { return state.timer(which).armed; };
  return !ticks && !happens(Timed::deadline) && !happens(Timed::late) &&
         !happens(Timed::function) && state.timer(Timed::channel).left <= 0 &&
         std::ranges::none_of(state.parts, rests);
}

void pass_time(const Code& code, const State& from, Reading reading, std::vector<State>& to) {
  if (from.broken) return;
  const bool nothing_else = to.empty() && std::ranges::none_of(from.parts, rests);
  bool waits = false;
  for (const Timed which : kHappen) {
    State next = from;
    if (!happen(code, next, which, nothing_else)) continue;
    waits = reading == Reading::runtime;
    to.push_back(std::move(next));
  }
  if (waits ||
      !(std::ranges::any_of(from.timers, runs) || std::ranges::any_of(from.parts, rests))) {
    return;
  }
  State next = from;
  for (Due& due : next.timers) count_down(due);
  for (Part& part : next.parts) count_down(part.rest);
  to.push_back(std::move(next));
}

bool make_timer(const Code& code, const State& from, std::vector<State>& to) {
  if (from.made == kTimed) return false;
  State next = from;
  const int length = code.timers[next.made];
  if (length > 0) next.timers[next.made] = {.armed = true, .left = length};
  if (next.made == static_cast<std::size_t>(Timed::ticker)) next.period = length;
  ++next.made;
  to.push_back(std::move(next));
  return true;
}

void add_time(Rules& rules) {
  rules["pause"] = pause;
  rules["awake"] = awake;
  rules["recv time_out"] = receive;
  rules["poll time_out"] = poll;
  rules["stop time_out"] = [](Move& m) { stop(m, Timed::channel); };
  rules["reset time_out"] = [](Move& m) { reset(m, Timed::channel); };
  rules["stop time_func"] = [](Move& m) { stop(m, Timed::function); };
  rules["reset time_func"] = [](Move& m) { reset(m, Timed::function); };
  rules["recv time_tick"] = receive_tick;
  rules["poll time_tick"] = poll_tick;
  rules["stop time_tick"] = stop_ticker;
  rules["reset time_tick"] = reset_ticker;
}

}  // namespace weft::testing_support::rules
