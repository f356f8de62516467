#include "weft/explorer/explore/transcript_writer.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace weft {

using kernel::GoroutineId;
using kernel::Location;
using kernel::Operation;
using StepKind = Transcript::StepKind;

namespace {

Place place(Location at) {
  return {at.file, *at.file == '\0' ? 0 : at.line};
}

std::string short_place(Location at) {
  const std::string_view path = at.file;
  const auto slash = path.find_last_of('/');
  return std::string(path.substr(slash == path.npos ? 0 : slash + 1)) + ':' +
         std::to_string(at.line);
}

}  // namespace

TranscriptWriter::TranscriptWriter(const kernel::World& world) : world_(world) {
  (void)stack_here();  // the first time takes more stack than a goroutine may have
}

Stack TranscriptWriter::stack_if_foreign(Location at) const {
  return is_foreign(at.file) ? stack_here() : Stack{};
}

std::string TranscriptWriter::unique(std::string name) {
  const int nth = ++uses_[name];
  return nth == 1 ? name : name + '#' + std::to_string(nth);
}

std::string TranscriptWriter::called(const kernel::Name& name) {
  std::string& known = names_[{&name, name.type, name.declared.file, name.declared.line}];
  if (known.empty()) {
    known = unique(name.given.empty() ? std::string(name.type) + '@' + short_place(name.declared)
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
  return step;
}

void TranscriptWriter::spawned(GoroutineId child, GoroutineId parent, const kernel::Spawn& how) {
  Transcript::Goroutine& goroutine = transcript_.goroutines.emplace_back();
  goroutine.name =
      unique(how.name.empty() ? "go:" + std::to_string(how.at.line) : std::string(how.name));
  goroutine.spawned = place(how.at);
  goroutine.background = how.background;
  goroutine.internal = how.internal;
  stack_of_wait_.emplace_back();
  if (parent == kernel::kNobody) return;
  goroutine.parent = static_cast<long>(index(parent));
  Transcript::Step& go = step(StepKind::spawn, parent, how.at);
  go.peer = static_cast<long>(index(child));
  go.operation = "go";
  go.object = goroutine.name;
}

void TranscriptWriter::arrived(GoroutineId g, const Operation& operation) {
  stack_of_wait_[index(g)] = stack_if_foreign(operation.at());
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
  std::ostringstream result;
  operation.result(result);
  told.result = result.str();
  transcript_.goroutines[index(t.goroutine)].waits = {};
  hold(t.goroutine, operation, t.way);
  if (peer == nullptr) return;
  told.peer = static_cast<long>(index(t.peer));
  transcript_.goroutines[index(t.peer)].waits = {};
  hold(t.peer, *peer, t.peer_way);
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
  Transcript::Step& told = step(StepKind::access, g, at);
  stack_of_step_.back() = stack_if_foreign(at);
  told.operation = verb;
  told.object = called(object);
  told.result = std::move(result);
}

void TranscriptWriter::finished(GoroutineId g) {
  transcript_.goroutines[index(g)].finished = true;
  step(StepKind::exit, g, {}).operation = "exit";
}

void TranscriptWriter::ended(const kernel::Execution& /*execution*/) {
  find_user_places();
  for (Lock& lock : held_) {
    lock.told.at = transcript_.steps[lock.told.since_step].at;
    transcript_.goroutines[index(lock.holder)].holds.push_back(std::move(lock.told));
  }
}

/// Where the stack does not say (no debug information), the goroutine was at least past the last
/// place of the user's that it is known to have been at.
void TranscriptWriter::find_user_places() {
  std::vector<Place> last(transcript_.goroutines.size());
  for (std::size_t g = 0; g < last.size(); ++g) last[g] = transcript_.goroutines[g].spawned;
  const auto improve = [&last](Place& at, const Place& found, std::size_t g) {
    if (!found.file.empty()) {
      at = found;
    } else if (is_foreign(at.file) && !last[g].file.empty()) {
      at = last[g];
    }
    if (!is_foreign(at.file)) last[g] = at;
  };
  const std::vector<Place> steps = user_places(stack_of_step_);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Transcript::Step& step = transcript_.steps[i];
    if (step.kind != StepKind::exit) improve(step.at, steps[i], step.goroutine);
  }
  const std::vector<Place> waits = user_places(stack_of_wait_);
  for (std::size_t g = 0; g < waits.size(); ++g) {
    Transcript::Waiting& waiting = transcript_.goroutines[g].waits;
    if (!waiting.operation.empty()) improve(waiting.at, waits[g], g);
  }
}

}  // namespace weft
