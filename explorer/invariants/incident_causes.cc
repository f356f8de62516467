#include "weft/explorer/invariants/incident_causes.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

#include "weft/explorer/invariants/sync_order.h"
#include "weft/explorer/invariants/words.h"
#include "weft/explorer/kernel/file_and_line.h"

namespace weft::invariants {

using kernel::Execution;
using kernel::Incident;
using StepKind = Transcript::StepKind;

namespace {

constexpr const char* kForReading = " (for reading only)";

struct Accesses {
  std::size_t earlier = kNoStep;
  std::size_t later = kNoStep;
};

bool does(const Transcript::Step& step, const std::string& verb) {
  return step.operation == verb || step.operation == "update";  // which reads, and writes
}

/// The steps a race is about. Its message reads "write of x at a.cc:3 is not ordered against the
/// read at b.cc:7"; the access that was reported is told right after that.
Accesses accesses_of(const Incident& race, const Transcript& transcript) {
  const std::string later_verb = race.message.substr(0, race.message.find(' '));
  const bool after_write = race.message.find("against the write") != std::string::npos;
  Accesses found;
  for (std::size_t i = 0; i < transcript.steps.size(); ++i) {
    const Transcript::Step& step = transcript.steps[i];
    const bool named = step.kind == StepKind::access &&
                       race.message.find(" of " + step.object + ' ') != std::string::npos;
    if (!named) continue;
    const bool by_racer = step.goroutine == index(race.goroutine);
    if (!by_racer && does(step, after_write ? "write" : "read")) found.earlier = i;
    const bool is_later = by_racer && step.event >= race.at_event && does(step, later_verb);
    if (!is_later || found.earlier == kNoStep) continue;
    found.later = i;
    return found;
  }
  return {};
}

/// The locks that `g` holds after `steps` steps.
std::vector<std::string> held_by(const Execution& told, const Transcript& transcript, std::size_t g,
                                 std::size_t steps) {
  std::vector<std::string> locks;
  for (std::size_t i = 0; i < steps; ++i) {
    const Transcript::Step& step = transcript.steps[i];
    if (step.kind != StepKind::operation || step.goroutine != g) continue;
    const kernel::Event& event = told[step.event];
    if (event.transition.way == kernel::kOtherwise) continue;
    const auto ways = told.ways(told.operation(event.operation));
    const std::int8_t hold = told.alternative(ways[event.transition.way]).hold;
    if (hold > 0)
      locks.push_back(takes_for_reading(step) ? step.object + kForReading : step.object);
    if (hold < 0) std::erase(locks, step.object);
    if (hold < 0) std::erase(locks, step.object + kForReading);
  }
  return locks;
}

std::string access(const Execution& told, const Transcript& transcript, std::size_t index) {
  const Transcript::Step& step = transcript.steps[index];
  const auto locks = held_by(told, transcript, step.goroutine, index);
  std::string text =
      transcript.goroutines[step.goroutine].name + ": " + step.operation + " of " + step.object;
  if (!step.result.empty()) text += " (" + step.result + ')';
  text += " at step " + std::to_string(index + 1) + " (" + to_string(step.at, step.stack) +
          "), holding ";
  text += locks.empty() ? std::string("no lock") : listed(locks);
  const Place& spawned = transcript.goroutines[step.goroutine].spawned;
  if (!spawned.file.empty()) text += "; started at " + file_and_line(spawned);
  return text + '.';
}

/// The last step of the one side that the other knows of.
std::size_t last_common(const SyncOrder& order, const Transcript& transcript, std::size_t knower,
                        std::size_t whose) {
  const std::uint32_t events = order.known(static_cast<kernel::GoroutineId>(knower),
                                           static_cast<kernel::GoroutineId>(whose));
  std::size_t last = kNoStep;
  for (std::size_t i = 0; i < transcript.steps.size(); ++i) {
    const Transcript::Step& step = transcript.steps[i];
    const bool known_event = step.kind == StepKind::operation && step.event + 1 == events;
    const bool start = step.kind == StepKind::spawn && step.goroutine == whose &&
                       step.peer == static_cast<long>(knower);
    if (known_event || start) last = i;
  }
  return last;
}

/// "go reader at step 3 (x.cc:5)".
std::string shown(const Transcript& transcript, std::size_t index) {
  const Transcript::Step& told = transcript.steps[index];
  return told.operation + ' ' + told.object + " at " + step(transcript, index);
}

/// The last point at which the two were ordered, in words.
std::string last_order(const SyncOrder& order, const Transcript& transcript, const Accesses& race) {
  const std::size_t whose = transcript.steps[race.earlier].goroutine;
  const std::size_t knower = transcript.steps[race.later].goroutine;
  const std::string& earlier = transcript.goroutines[whose].name;
  const std::string& later = transcript.goroutines[knower].name;
  const std::size_t known = last_common(order, transcript, knower, whose);
  if (known != kNoStep) {
    return "the last that " + later + " knows of " + earlier + " is its " +
           shown(transcript, known);
  }
  const std::size_t before = last_common(order, transcript, whose, knower);
  if (before == kNoStep || before > race.earlier) {
    return later + " never synchronised with " + earlier;
  }
  return "they were last in order at " + later + "'s " + shown(transcript, before);
}

/// Of a store whose goroutine had loaded the same before: what somebody else wrote in between.
std::string lost_update(const Transcript& transcript, std::size_t store) {
  const Transcript::Step& last = transcript.steps[store];
  if (last.operation != "store") return {};
  std::size_t between = kNoStep;
  for (std::size_t i = store; i-- > 0;) {
    const Transcript::Step& step = transcript.steps[i];
    if (step.object != last.object || step.kind != StepKind::operation) continue;
    const bool own = step.goroutine == last.goroutine;
    const bool writes = step.operation != "load" && step.operation != "compare_and_swap";
    if (!own && between == kNoStep && writes) between = i;
    if (!own) continue;
    if (between == kNoStep || step.operation != "load") return {};
    const Transcript::Step& lost = transcript.steps[between];
    return transcript.goroutines[last.goroutine].name + " had loaded it at " +
           invariants::step(transcript, i) + ", before " +
           transcript.goroutines[lost.goroutine].name + "'s " + lost.operation + " at " +
           invariants::step(transcript, between) + ", which it overwrote.";
  }
  return {};
}

}  // namespace

std::vector<std::size_t> steps_of_race(const Incident& race, const Transcript& transcript) {
  const Accesses found = accesses_of(race, transcript);
  if (found.earlier == kNoStep) return {};
  return {found.earlier, found.later};
}

std::string title_of_race(const std::vector<std::size_t>& steps, const Transcript& transcript) {
  const Transcript::Step* one = &transcript.steps[steps.front()];
  const Transcript::Step* other = &transcript.steps[steps.back()];
  const auto key = [](const Transcript::Step& s) {
    return std::tuple(s.at.file, s.at.line, s.operation);
  };
  if (key(*other) < key(*one)) std::swap(one, other);
  return "nothing orders the " + one->operation + " of " + one->object + " at " +
         file_and_line(one->at) + " and the " + other->operation + " at " +
         file_and_line(other->at);
}

std::vector<std::string> cause_of_race(const Incident& race, const Execution& told,
                                       const Transcript& transcript) {
  const Accesses found = accesses_of(race, transcript);
  if (found.earlier == kNoStep) return {};
  return {access(told, transcript, found.earlier), access(told, transcript, found.later),
          "Nothing orders the two: " + last_order(SyncOrder(told), transcript, found) + '.'};
}

std::vector<std::string> what_led_to(const Incident& incident, const Transcript& transcript) {
  const std::size_t g = index(incident.goroutine);
  const std::string& self = transcript.goroutines[g].name;
  std::vector<std::string> sentences;
  const Transcript::Waiting& breaks = transcript.goroutines[g].breaks;
  if (!breaks.at.file.empty()) {
    const std::string_view was = breaks.operation == "panic" ? " panicked at "
                                 : incident.outside          ? "'s real thread was at "
                                                             : " was at ";
    sentences.push_back(self + std::string(was) + to_string(breaks.at, breaks.stack) + '.');
  }
  std::size_t last = kNoStep;
  for (std::size_t i = 0; i < transcript.steps.size(); ++i) {
    const Transcript::Step& step = transcript.steps[i];
    if (step.kind == StepKind::operation && step.involves(g) && !step.unwinding) last = i;
  }
  if (last == kNoStep) {
    const Place& spawned = transcript.goroutines[g].spawned;
    const std::string started =
        spawned.file.empty() ? "" : "; it was started at " + file_and_line(spawned);
    sentences.push_back(self + " had not come to any operation" + started + '.');
    return sentences;
  }
  const Transcript::Step& own = transcript.steps[last];
  sentences.push_back(self + "'s last operation was " + own.operation_of(g) + ' ' + own.object +
                      " at " + step(transcript, last) + '.');
  for (std::size_t i = last; i-- > 0;) {
    const Transcript::Step& other = transcript.steps[i];
    if (other.kind != StepKind::operation || other.goroutine == g || other.object != own.object) {
      continue;
    }
    const bool lock = other.operation == "unlock" || other.operation == "runlock";
    sentences.push_back((lock ? "What " + own.object + " guards" : own.object) + " was then as " +
                        transcript.goroutines[other.goroutine].name + "'s " + other.operation +
                        " at " + step(transcript, i) + " had left it.");
    const std::string lost = lost_update(transcript, i);
    if (!lost.empty()) sentences.push_back(lost);
    break;
  }
  return sentences;
}

}  // namespace weft::invariants
