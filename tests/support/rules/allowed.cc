#include "weft/tests/support/rules/allowed.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "weft/tests/support/rules/move.h"

namespace weft::testing_support {
namespace {

using namespace rules;

const Rules& all_rules() {
  static const Rules all = [] {
    Rules rules;
    add_memory(rules);
    add_locks(rules);
    add_conditions(rules);
    add_channels(rules);
    add_contexts(rules);
    add_time(rules);
    return rules;
  }();
  return all;
}

class Walk {
 public:
  Walk(const Code& code, Reading reading) : code_(code), reading_(reading) {}

  std::optional<std::set<std::string>> all(const State& first, std::size_t limit);
  /// Whether that has happened in one of the states that were walked through.
  bool raced = false;
  bool stuck = false;

 private:
  std::vector<State> successors(const State& from);
  void step(const State& from, std::size_t who, std::vector<State>& to);
  [[nodiscard]] const Op* next_of(const Part& part) const {
    const std::vector<Op>& ops = code_.parts[part.code];
    return part.at < ops.size() ? &ops[part.at] : nullptr;
  }
  [[nodiscard]] std::string outcome(const State& state) const;

  const Code& code_;
  Reading reading_;
};

void Walk::step(const State& from, std::size_t who, std::vector<State>& to) {
  const Op* const op = next_of(from.parts[who]);
  if (op == nullptr) return;
  Move move{.code = code_, .next = from, .who = who, .op = *op, .to = to, .reading = reading_};
  if (op->ways.empty()) {
    all_rules().at(op->verb)(move);
  } else {
    communicate(move);
  }
}

std::vector<State> Walk::successors(const State& from) {
  std::vector<State> to;
  if (from.broken || make_timer(code_, from, to)) return to;
  for (std::size_t p = 0; p < from.parts.size(); ++p) step(from, p, to);
  return to;
}

std::string Walk::outcome(const State& state) const {
  std::string text;
  for (const std::size_t code : code_.lines) {
    const auto part = std::ranges::find(state.parts, code, &Part::code);
    if (part != state.parts.end()) text += part->seen;
    text += "\n";
  }
  return text;
}

std::optional<std::set<std::string>> Walk::all(const State& first, std::size_t limit) {
  std::set<std::string> outcomes;
  std::unordered_set<std::string> known{first.key()};
  std::vector<State> open{first};
  while (!open.empty()) {
    const State state = std::move(open.back());
    open.pop_back();
    raced |= state.races;
    std::vector<State> next = successors(state);
    if (next.empty() && !state.broken && is_quiet(state)) {
      outcomes.insert(outcome(state));
      stuck |=
          std::ranges::any_of(state.parts, [this](const Part& p) { return next_of(p) != nullptr; });
    }
    pass_time(code_, state, reading_, next);
    for (State& one : next) {
      if (known.insert(one.key()).second) open.push_back(std::move(one));
    }
    if (known.size() > limit) return std::nullopt;
  }
  return outcomes;
}

State beginning(const std::vector<std::vector<std::string>>& program) {
  State first;
  for (std::size_t p = 0; p < program.size(); ++p) first.parts.push_back({.code = p});
  return first;
}

std::optional<bool> ever(bool Walk::*what, const std::vector<std::vector<std::string>>& program,
                         std::size_t limit) {
  const Code code = code_of(program);
  Walk walk(code, Reading::specification);
  const bool complete = walk.all(beginning(program), limit).has_value();
  if (walk.*what) return true;
  return complete ? std::optional(false) : std::nullopt;
}

bool has_any_of(const Shape& shape, const std::set<std::string>& kinds) {
  return std::ranges::any_of(shape.operations,
                             [&](const std::string& kind) { return kinds.contains(kind); });
}

}  // namespace

bool has_rules(const Shape& shape) {
  return !has_any_of(shape, {"derive", "semaphore", "flight", "group"});
}

bool is_timed(const Shape& shape) {
  return has_any_of(
      shape, {"sleep", "after", "timer", "timer_poll", "timer_func", "ticker", "ticker_poll"});
}

std::optional<std::set<std::string>> allowed(const std::vector<std::vector<std::string>>& program,
                                             Reading reading, std::size_t limit) {
  const Code code = code_of(program);
  return Walk(code, reading).all(beginning(program), limit);
}

std::optional<bool> gets_stuck(const std::vector<std::vector<std::string>>& program,
                               std::size_t limit) {
  return ever(&Walk::stuck, program, limit);
}

std::optional<bool> races(const std::vector<std::vector<std::string>>& program, std::size_t limit) {
  return ever(&Walk::raced, program, limit);
}

}  // namespace weft::testing_support
