// A step of one goroutine, and where the rules of the steps are.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "weft/tests/support/rules/allowed.h"
#include "weft/tests/support/rules/code.h"
#include "weft/tests/support/rules/state.h"

namespace weft::testing_support::rules {

/// `next` is changed into what comes of the step, and then added to `to`: not at all if it has to
/// wait, more than once if it has a choice.
struct Move {
  const Code& code;
  State next;
  std::size_t who;
  const Op& op;
  std::vector<State>& to;
  Reading reading;

  Part& me() { return next.parts[who]; }
  int& cell() { return next.cells[op.object]; }
  void acquire(Knowledge left) { me().knows |= left; }
  void release(Knowledge& left) { left |= me().knows; }
  void wait() {}
  void done(const std::string& saw = "") {
    end(who, op.shows ? saw + "," : "");
    to.push_back(next);
  }
  void or_done(const std::string& saw) const { Move(*this).done(saw); }
  void goes_on() { to.push_back(next); }
  void goes_on_from(std::size_t at) {
    me().at = at;
    goes_on();
  }
  void panics(const std::string& why) {
    me().seen += why;
    me().stands = false;
    me().at = kNone;
    to.push_back(next);
  }
  void end(std::size_t part, const std::string& saw) {
    next.parts[part].seen += saw;
    next.parts[part].stands = false;
    ++next.parts[part].at;
  }
  void start(std::size_t started) {
    next.parts.push_back({.code = started, .parent = who, .knows = me().knows});
    me().child = next.parts.size() - 1;
  }
  [[nodiscard]] bool is_over(std::size_t part) const {
    return next.parts[part].at >= code.parts[next.parts[part].code].size();
  }
  Part& parent() { return next.parts[me().parent]; }
};

inline std::string yes(bool so) {
  return so ? "yes" : "no";
}

using Rules = std::map<std::string_view, void (*)(Move&)>;
void add_memory(Rules& rules);
void add_locks(Rules& rules);
void add_conditions(Rules& rules);
void add_channels(Rules& rules);
void add_contexts(Rules& rules);
void add_time(Rules& rules);

/// The deadline of that context passes.
bool pass_deadline(State& state, std::size_t context);

/// Whether time alone changes nothing any more.
bool is_quiet(const State& state);
/// What time does by itself: it goes on, and what is due happens. Whether anything else can is
/// in `to`.
void pass_time(const Code& code, const State& from, Reading reading, std::vector<State>& to);
/// Whether the timers are not all there yet; then one more is made.
bool make_timer(const Code& code, const State& from, std::vector<State>& to);

/// Sends, receives and selects: who comes takes what is ready, or meets who stands there, and if
/// there is nothing stands there himself.
void communicate(Move& move);

}  // namespace weft::testing_support::rules
