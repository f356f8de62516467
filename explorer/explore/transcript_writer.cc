#include "weft/explorer/explore/transcript_writer.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <sstream>
#include <string_view>
#include <utility>

#include "weft/explorer/explore/started_threads.h"
#include "weft/explorer/kernel/file_and_line.h"
#include "weft/explorer/kernel/finding.h"

namespace weft {

using kernel::GoroutineId;
using kernel::Location;
using kernel::Operation;
using StepKind = Transcript::StepKind;

namespace {

Place place(Location at) {
  return {at.file, *at.file == '\0' ? 0 : at.line};
}

/// The place an operation was given is exact; the debug information may name another line of the
/// same statement, or have lost the innermost call.
void begin_with(const Place& at, Transcript::Calls& calls) {
  constexpr int kOneStatement = 8;  // lines
  if (calls.empty()) return;
  const auto name = [](const std::string& file) { return file.substr(file.rfind('/') + 1); };
  Transcript::Call& first = calls.front();
  const bool same =
      name(first.at.file) == name(at.file) && std::abs(first.at.line - at.line) <= kOneStatement;
  if (same) {
    first.at = at;
  } else {
    calls.insert(calls.begin(), {.function = {}, .at = at});
  }
}

}  // namespace

TranscriptWriter::TranscriptWriter(const kernel::World& world, UserOutput& output,
                                   const BreakingPoints& breaks)
    : TranscriptWriter(world) {
  output_ = &output;
  breaks_ = &breaks;
}

TranscriptWriter::TranscriptWriter(const kernel::World& world) : world_(world) {
  (void)stack_here();  // the first time takes more stack than a goroutine may have
}

/// None where there is little stack left, or after very many steps: it takes some.
Stack TranscriptWriter::stack_of_calls() const {
  constexpr std::size_t kMost = 5000;
  constexpr std::size_t kBytes = 16 * 1024;
  if (world_.self() == kernel::kNobody) return {};
  const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  const auto bottom = reinterpret_cast<std::uintptr_t>(world_.running_stack().bottom);
  if (transcript_.steps.size() > kMost || here < bottom + kBytes) return {};
  return stack_here();
}

std::string TranscriptWriter::unique(const std::string& name) {
  const int nth = ++uses_[name];
  return nth == 1 ? name : name + '#' + std::to_string(nth);
}

void TranscriptWriter::made(const kernel::Name& name) {
  known_name(name).clear();
  (void)called(name);
}

std::string TranscriptWriter::called(const kernel::Name& name) {
  std::string& known = known_name(name);
  if (known.empty()) {
    const auto [file, line] = name.declared;
    known = unique(name.given.empty() ? std::string(name.type) + '@' + file_and_line(file, line)
                                      : std::string(name.given));
  }
  called_.push_back(known);
  return known;
}

TranscriptWriter::Phrase TranscriptWriter::phrase(const Operation& operation) {
  called_.clear();
  std::ostringstream out;
  operation.describe(out);
  std::string text = out.str();
  if (called_.size() == 1 && text.ends_with(called_[0]) && text.size() > called_[0].size()) {
    text.resize(text.size() - called_[0].size() - 1);
    return {.operation = std::move(text), .object = called_[0]};
  }
  const auto space = text.find(' ');
  if (space == text.npos) return {.operation = std::move(text), .object = {}};
  return {.operation = text.substr(0, space), .object = text.substr(space + 1)};
}

Transcript::Step& TranscriptWriter::step(StepKind kind, GoroutineId g, Location at) {
  Transcript::Step& step = transcript_.steps.emplace_back();
  stack_of_step_.emplace_back();
  step.kind = kind;
  step.goroutine = index(g);
  step.event = world_.so_far().size();
  step.at = place(at);
  step.prints = std::exchange(prints_, {});
  return step;
}

/// What has been printed up to now was by `g`.
void TranscriptWriter::printed(GoroutineId g) {
  if (output_ == nullptr) return;
  std::string text = output_->take();
  if (text.ends_with('\n')) text.pop_back();
  if (text.empty()) return;
  auto& steps = transcript_.steps;
  (steps.empty() ? prints_ : steps.back().prints).push_back({index(g), std::move(text)});
}

void TranscriptWriter::spawned(GoroutineId child, GoroutineId parent, const kernel::Spawn& how) {
  Transcript::Goroutine& goroutine = transcript_.goroutines.emplace_back();
  goroutine.name =
      unique(how.name.empty() ? "go:" + std::to_string(how.at.line) : std::string(how.name));
  goroutine.spawned = place(how.at);
  goroutine.background = how.background;
  goroutine.internal = how.internal;
  stack_of_wait_.emplace_back();
  stops_.emplace_back();
  if (parent == kernel::kNobody) return;
  printed(parent);
  goroutine.parent = static_cast<long>(index(parent));
  Transcript::Step& go = step(StepKind::spawn, parent, how.at);
  stack_of_step_.back() = stack_of_calls();
  go.peer = static_cast<long>(index(child));
  go.operation = "go";
  go.object = goroutine.name;
}

void TranscriptWriter::arrived(GoroutineId g, const Operation& operation) {
  printed(g);
  stack_of_wait_[index(g)] = stack_of_calls();
  stops_[index(g)] = {.at = &operation, .unwinding = std::uncaught_exceptions() > 0};
  // At once: at the end of the execution the object may be gone.
  Phrase words = phrase(operation);
  transcript_.goroutines[index(g)].waits = {.operation = std::move(words.operation),
                                            .object = std::move(words.object),
                                            .at = place(operation.at())};
}

void TranscriptWriter::happened(const kernel::Event& event, const Operation& operation,
                                const Operation* peer) {
  const kernel::Transition& t = event.transition;
  Transcript::Step& told = step(StepKind::operation, t.goroutine, operation.at());
  stack_of_step_.back() = std::move(stack_of_wait_[index(t.goroutine)]);
  --told.event;  // the one that just happened is counted already
  Phrase words = phrase(operation);
  told.operation = std::move(words.operation);
  told.object = std::move(words.object);
  told.offered = offer(t.goroutine, {told.operation, told.object});
  std::ostringstream result;
  operation.result(result);
  told.result = result.str();
  told.unwinding = stops_[index(t.goroutine)].unwinding;
  if (told.unwinding && told.result.empty()) told.result = "unwinding";
  goes_on(t.goroutine);
  hold(t.goroutine, operation, t.way);
  if (peer == nullptr) return;
  told.peer = static_cast<long>(index(t.peer));
  told.peer_offered = offer(t.peer, {});
  told.peer_at = place(peer->at());
  goes_on(t.peer);
  hold(t.peer, *peer, t.peer_way);
}

void TranscriptWriter::goes_on(GoroutineId g) {
  transcript_.goroutines[index(g)].waits = {};
  stops_[index(g)].at = nullptr;
}

/// What the select that `g` waited at would have taken instead; nothing if it was none.
std::string TranscriptWriter::offer(GoroutineId g, const Phrase& taken) const {
  const Transcript::Waiting& waited = transcript_.goroutines[index(g)].waits;
  const bool select = waited.operation == "select" && waited.operation != taken.operation;
  return select ? waited.object : std::string{};
}

void TranscriptWriter::hold(GoroutineId g, const Operation& operation, std::uint16_t way) {
  if (way == kernel::kOtherwise) return;
  const kernel::Alternative& taken = world_.so_far().alternative(operation.ways()[way]);
  if (taken.hold > 0) {
    held_.push_back({.holder = g,
                     .resource = taken.lock,
                     .told = {.object = called(operation.object()),
                              .since_step = transcript_.steps.size() - 1,
                              .at = place(operation.at())}});
  } else if (taken.hold < 0) {
    // Its own hold if it has one, else somebody's: a lock may be given back by anybody.
    const auto fits = [&](const Lock& l) { return l.resource == taken.lock; };
    auto lock =
        std::ranges::find_if(held_, [&](const Lock& l) { return fits(l) && l.holder == g; });
    if (lock == held_.end()) lock = std::ranges::find_if(held_, fits);
    if (lock != held_.end()) held_.erase(lock);
  }
}

void TranscriptWriter::noted(GoroutineId g, const kernel::Name& object, const char* verb,
                             std::string result, Location at) {
  printed(g);
  Transcript::Step& told = step(StepKind::access, g, at);
  stack_of_step_.back() = stack_of_calls();
  told.operation = verb;
  told.object = called(object);
  told.result = std::move(result);
}

void TranscriptWriter::finished(GoroutineId g) {
  printed(g);
  transcript_.goroutines[index(g)].finished = true;
  step(StepKind::exit, g, {}).operation = "exit";
}

void TranscriptWriter::over() {
  if (threads_break()) wait_for_threads();
}

void TranscriptWriter::ended(const kernel::Execution& execution) {
  if (execution.crashed()) printed(execution.incidents().back().goroutine);
  find_user_calls();
  find_breaks(execution);
  for (std::size_t g = 0; g < stops_.size(); ++g) {
    if (stops_[g].at == nullptr) continue;
    std::ostringstream state;
    stops_[g].at->state(state);
    transcript_.goroutines[g].waits.state = state.str();
  }
  for (Lock& lock : held_) {
    lock.told.at = transcript_.steps[lock.told.since_step].at;
    transcript_.goroutines[index(lock.holder)].holds.push_back(std::move(lock.told));
  }
}

void TranscriptWriter::find_breaks(const kernel::Execution& execution) {
  if (breaks_ == nullptr) return;
  for (const kernel::Incident& incident : execution.incidents()) {
    if (incident.goroutine == kernel::kNobody) continue;
    const bool panics = std::string_view(incident.kind) == kind::kPanic;
    if (!panics && !incident.outside && !execution.crashed()) continue;
    const Stack stack = incident.outside ? incident.calls
                        : panics         ? breaks_->thrown_by(incident.goroutine)
                                         : breaks_->crashed();
    Transcript::Calls calls = user_calls({stack}).front();
    if (calls.empty()) continue;
    Transcript::Waiting& breaks = transcript_.goroutines[index(incident.goroutine)].breaks;
    breaks.operation = panics ? "panic" : "crash";
    breaks.at = calls.front().at;
    breaks.stack = std::move(calls);
  }
}

/// Where the stack does not say (no debug information), the goroutine was at least past the last
/// place of the user's that it is known to have been at.
void TranscriptWriter::find_user_calls() {
  std::vector<Place> last(transcript_.goroutines.size());
  for (std::size_t g = 0; g < last.size(); ++g) last[g] = transcript_.goroutines[g].spawned;
  const auto improve = [&last](auto& told, Transcript::Calls calls, std::size_t g) {
    if (!is_foreign(told.at.file)) {
      begin_with(told.at, calls);
    } else if (!calls.empty()) {
      told.at = calls.front().at;
    } else if (!last[g].file.empty()) {
      told.at = last[g];
    }
    told.stack = std::move(calls);
    if (!is_foreign(told.at.file)) last[g] = told.at;
  };
  std::vector<Transcript::Calls> steps = user_calls(stack_of_step_);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Transcript::Step& step = transcript_.steps[i];
    if (step.kind != StepKind::exit) improve(step, std::move(steps[i]), step.goroutine);
  }
  std::vector<Transcript::Calls> waits = user_calls(stack_of_wait_);
  for (std::size_t g = 0; g < waits.size(); ++g) {
    Transcript::Waiting& waiting = transcript_.goroutines[g].waits;
    if (!waiting.operation.empty()) improve(waiting, std::move(waits[g]), g);
  }
}

}  // namespace weft
