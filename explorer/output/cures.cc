#include "weft/explorer/output/cures.h"

#include <algorithm>
#include <string>

#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/glossary.h"
#include "weft/explorer/output/wait_circle.h"

namespace weft::output {
namespace {

bool says(const Counterexample& told, std::string_view words) {
  return told.finding.message.find(words) != std::string::npos;
}

bool explains(const Counterexample& told, std::string_view words) {
  return std::ranges::any_of(told.cause, [words](const std::string& sentence) {
    return sentence.find(words) != sentence.npos;
  });
}

/// Whether one of those the finding is about waits to do this.
bool waits_to(const Counterexample& told, std::string_view verb) {
  for (std::size_t g = 0; g < told.transcript.goroutines.size(); ++g) {
    const Transcript::Goroutine& goroutine = told.transcript.goroutines[g];
    if (fate_of(told, g) != Fate::waits_for_ever) continue;
    if (goroutine.waits.operation.find(verb) != std::string::npos) return true;
    if (goroutine.waits.object.find(std::string(verb) + ' ') != std::string::npos) return true;
  }
  return false;
}

bool knows_a_context(const Counterexample& told) {
  return std::ranges::any_of(told.transcript.steps, [](const Transcript::Step& step) {
    return step.object.starts_with("context") || step.operation == "cancel";
  });
}

/// A Cond is waited at like a WaitGroup, but nobody adds to it.
bool waits_for_a_condition(const Counterexample& told) {
  const auto& steps = told.transcript.steps;
  return std::ranges::any_of(told.transcript.goroutines, [&](const Transcript::Goroutine& g) {
    return g.waits.operation == "wait" &&
           std::ranges::any_of(steps, [&](const Transcript::Step& step) {
             return step.operation == "wait" && step.object == g.waits.object;
           });
  });
}

/// Somebody waits for others while it holds a lock that one of them waits for.
bool waits_with_a_lock(const Counterexample& told) {
  const auto& goroutines = told.transcript.goroutines;
  const auto wanted = [&](const Transcript::Held& held) {
    return std::ranges::any_of(goroutines, [&](const Transcript::Goroutine& g) {
      return g.waits.object == held.object && g.waits.operation.find("lock") != std::string::npos;
    });
  };
  return std::ranges::any_of(goroutines, [&](const Transcript::Goroutine& g) {
    const bool meets =
        !g.waits.operation.empty() && g.waits.operation.find("lock") == std::string::npos;
    return meets && std::ranges::any_of(g.holds, wanted);
  });
}

constexpr std::string_view kWithALock =
    "do not wait for another goroutine (send, receive, wait) while holding a lock that it takes: "
    "give the lock back first";

constexpr std::string_view kDone =
    "make sure that on every path, errors too, done() is called for each one that add() counted, "
    "by somebody who is started before wait(): Defer, or WaitGroup::go";

constexpr std::string_view kGiveBack =
    "give the lock back on every path: std::scoped_lock or std::unique_lock does, for reading "
    "std::shared_lock";

constexpr std::string_view kCondition =
    "make the condition true and signal it on every path; where goroutines wait for different "
    "things, each thing has a Cond of its own, or broadcast()";

constexpr std::string_view kPassOn =
    "test the condition and wait under one lock, in a loop: `while (!condition) cond.wait();`; who "
    "is woken and cannot use it, or leaves something for others, signals again; where goroutines "
    "wait for different things, each thing has a Cond of its own, or broadcast()";

constexpr std::string_view kRoomOrDone =
    "see that somebody receives whatever is sent, on every path, errors too; where the receiver "
    "may leave early, select beside the send on a channel that is closed then (ctx.done()); or "
    "give the channel room for all that may be sent";

/// Somebody wants to read once more what it reads already: a writer stands in between.
bool reads_behind_a_writer(const Counterexample& told) {
  const Transcript& transcript = told.transcript;
  return std::ranges::any_of(transcript.goroutines, [&](const Transcript::Goroutine& reader) {
    return reader.waits.operation == "rlock" &&
           std::ranges::any_of(reader.holds, [&](const Transcript::Held& held) {
             return held.object == reader.waits.object &&
                    transcript.steps[held.since_step].operation == "rlock";
           });
  });
}

/// What it broke on, it had looked at under a lock: others had come before it.
bool had_just_locked(const Counterexample& told) {
  const auto& names = told.finding.goroutines;
  if (names.empty()) return false;
  const Transcript& transcript = told.transcript;
  for (auto step = transcript.steps.rbegin(); step != transcript.steps.rend(); ++step) {
    if (step->unwinding || step->kind != Transcript::StepKind::operation) continue;
    if (transcript.goroutines[step->goroutine].name != names[0]) continue;
    return step->operation == "lock" || step->operation == "rlock";
  }
  return false;
}

std::string_view of_a_panic(const Counterexample& told) {
  if (says(told, "negative WaitGroup")) {
    return "one done() for each add(1): WaitGroup::go does both";
  }
  if (says(told, "close of")) {
    return "close a channel once, and only where it was made or by its only sender";
  }
  if (says(told, "closed channel")) {
    return "let only the sender close, after its last send, or after a WaitGroup has waited for "
           "all senders";
  }
  if (says(told, "nlock of unlocked")) {
    return "give back only what is held, and once: std::scoped_lock or std::shared_lock does";
  }
  if (says(told, "max_goroutines")) {
    return "start fewer goroutines: two or three show nearly every bug of a design";
  }
  if (had_just_locked(told)) {
    return "whenever the lock was free, others may have changed what it guards: look again each "
           "time it is taken, or wait (WaitGroup, channel) for whoever is to come first";
  }
  return "see what the order of steps made of the value it stumbled over: check that under the "
         "lock that guards it, or wait for whoever provides it";
}

std::string_view of_a_deadlock(const Counterexample& told) {
  if (reads_behind_a_writer(told)) {
    return "do not take a read lock again while holding it: a writer who asks in between keeps it "
           "out; split off a function that expects the lock to be held";
  }
  if (says(told, "waits for itself")) {
    return "a Mutex, RWMutex or Once cannot be entered again by who is inside: give the lock back "
           "on every path before (std::scoped_lock does), or split off a function that expects it "
           "to be held";
  }
  if (says(told, "wait for each other")) {
    return "take the locks in one order everywhere, or hold only one at a time";
  }
  if (waits_with_a_lock(told)) return kWithALock;
  if (waits_to(told, "send")) {
    return waits_to(told, "wait") ? "receive until the channel is closed before waiting for its "
                                    "senders, or give the channel room for all that may be sent"
                                  : kRoomOrDone;
  }
  if (waits_for_a_condition(told)) return kCondition;
  if (waits_to(told, "recv")) {
    return "make sure that on every path, errors too, somebody sends or closes; select on "
           "ctx.done() where nobody may come";
  }
  if (waits_to(told, "wait")) return kDone;
  if (waits_to(told, "lock")) return kGiveBack;
  return {};
}

constexpr std::string_view kBothSend =
    "who waits to send takes, in the same select, what is sent to it; or one of the channels has "
    "room for all that may be sent";

/// Goroutines wait for each other, and all of them to send.
bool send_to_each_other(const Counterexample& told) {
  const std::string circle = circle_of(told, {.utf8 = false});
  return circle.find(" to be received by ") != circle.npos &&
         circle.find(" held by ") == circle.npos && circle.find(" to be sent by ") == circle.npos &&
         circle.find(" to be done by ") == circle.npos;
}

std::string_view of_a_leak(const Counterexample& told) {
  if (send_to_each_other(told)) return kBothSend;
  if (waits_with_a_lock(told)) return kWithALock;
  if (waits_to(told, "lock")) return kGiveBack;
  if (waits_to(told, "select")) {
    if (knows_a_context(told)) {
      return "let the select also wait for ctx.done(), and cancel the context on every path";
    }
    return "see that one of its cases can still come on every path: let the select also wait for "
           "something that is closed when nobody will come";
  }
  if (waits_to(told, "send")) return kRoomOrDone;
  if (waits_to(told, "recv") && says(told, "recv context")) {
    return "call the context's cancel function on every path: `Defer deferred(cancel);`";
  }
  if (waits_to(told, "recv")) {
    return "close the channel when nothing more is sent, or select on ctx.done() beside the "
           "receive";
  }
  if (waits_to(told, "wait") && !waits_for_a_condition(told)) return kDone;
  return {};
}

std::string_view of_a_check(const Counterexample& told) {
  if (!explains(told, "which it overwrote.")) return {};
  return "load and store in one step: fetch_add, compare_and_swap, or both under one lock";
}

std::string_view of_a_lost_wakeup(const Counterexample& told) {
  if (says(told, "woke somebody else")) return kPassOn;
  if (!waits_for_a_condition(told)) {
    return "what is offered with a default is lost if nobody waits yet: give the channel room for "
           "it, or offer it without a default";
  }
  return explains(told, " looked after that, at step") ? kCondition : std::string_view{};
}

std::string_view special(const Counterexample& told) {
  if (told.finding.kind == kind::kCheckFailed) return of_a_check(told);
  if (told.finding.kind == kind::kPanic) return of_a_panic(told);
  if (told.finding.kind == kind::kDeadlock) return of_a_deadlock(told);
  if (told.finding.kind == kind::kLeak) return of_a_leak(told);
  if (told.finding.kind == kind::kLostWakeup) return of_a_lost_wakeup(told);
  return {};
}

}  // namespace

std::string_view cure_of(const Counterexample& told) {
  const std::string_view cure = special(told);
  if (!cure.empty()) return cure;
  const Entry* const entry = find_entry(told.finding.kind);
  return entry == nullptr ? std::string_view{} : entry->cure;
}

}  // namespace weft::output
