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
  return {at.file, at.line};
}

std::string short_place(Location at) {
  const std::string_view path = at.file;
  const auto slash = path.find_last_of('/');
  return std::string(path.substr(slash == path.npos ? 0 : slash + 1)) + ':' +
         std::to_string(at.line);
}

}  // namespace

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
  step.kind = kind;
  step.goroutine = index(g);
  step.event = world_.so_far().size();
  step.at = place(at);
  return step;
}

void TranscriptWriter::spawned(GoroutineId child, GoroutineId parent, const kernel::Spawn& how) {
  Transcript::Goroutine& goroutine = transcript_.goroutines.emplace_back();
  goroutine.name = unique(how.name.empty() ? "go@" + short_place(how.at) : std::string(how.name));
  goroutine.spawned = place(how.at);
  goroutine.background = how.background;
  goroutine.internal = how.internal;
  if (parent == kernel::kNobody) return;
  goroutine.parent = static_cast<long>(index(parent));
  Transcript::Step& go = step(StepKind::spawn, parent, how.at);
  go.peer = static_cast<long>(index(child));
  go.operation = "go";
  go.object = goroutine.name;
}

void TranscriptWriter::arrived(GoroutineId g, const Operation& operation) {
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
  told.operation = verb;
  told.object = called(object);
  told.result = std::move(result);
}

void TranscriptWriter::finished(GoroutineId g) {
  transcript_.goroutines[index(g)].finished = true;
  step(StepKind::exit, g, {}).operation = "exit";
}

void TranscriptWriter::ended(const kernel::Execution& /*execution*/) {
  for (Lock& lock : held_) {
    transcript_.goroutines[index(lock.holder)].holds.push_back(std::move(lock.told));
  }
}

}  // namespace weft
