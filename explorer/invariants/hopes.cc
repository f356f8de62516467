#include "weft/explorer/invariants/hopes.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "weft/explorer/invariants/words.h"
#include "weft/explorer/kernel/file_and_line.h"

namespace weft::invariants {
namespace {

/// What a goroutine waits to do: "recv" and "jobs".
struct Wish {
  std::string verb;
  std::string object;
};

/// One, or one for each case of a select that can ever be ready.
std::vector<Wish> wishes_of(const Transcript::Waiting& waiting) {
  if (waiting.object.empty()) return {};
  if (!waiting.operation.starts_with("select")) return {{waiting.operation, waiting.object}};
  std::vector<Wish> wishes;
  std::string_view rest = waiting.object;
  while (!rest.empty()) {
    const auto bar = rest.find(" | ");
    const std::string_view one = rest.substr(0, bar);
    const auto space = one.find(' ');
    const std::string_view object = space == one.npos ? "" : one.substr(space + 1);
    if (!object.empty() && object != "nil") {
      wishes.push_back({std::string(one.substr(0, space)), std::string(object)});
    }
    rest = bar == rest.npos ? std::string_view{} : rest.substr(bar + 3);
  }
  return wishes;
}

/// What others do so that a wish comes true, and how that is said.
struct Help {
  std::string_view wish;
  std::vector<std::string_view> verbs;
  std::string_view never;  // nobody …
  std::string_view last;   // … was the last to …
};

bool is_context(const Wish& wish) {
  return wish.object.starts_with("context");
}

const Help& help_for(const Wish& wish, const Transcript& transcript) {
  static const std::vector<Help> known = {
      {"recv", {"send"}, "ever sent to ", "send to "},
      {"send", {"recv"}, "ever received from ", "receive from "},
      {"wait", {"done"}, "was ever done with ", "be done with "},
  };
  static const Help of_a_condition = {
      "wait", {"signal", "broadcast"}, "ever signalled ", "signal "};
  static const Help of_a_context = {"recv", {"cancel", "expire"}, "ever cancelled ", "cancel "};
  static const Help other = {"", {}, "else ever used ", "use "};
  if (wish.verb == "recv" && is_context(wish)) return of_a_context;
  const auto counted = [&](const Transcript::Step& step) {
    return step.object == wish.object && (step.operation == "add" || step.operation == "done");
  };
  if (wish.verb == "wait" && std::ranges::none_of(transcript.steps, counted)) return of_a_condition;
  const auto found = std::ranges::find(known, wish.verb, &Help::wish);
  return found == known.end() ? other : *found;
}

/// Who helped in this step; `g` if nobody but `g` did.
std::size_t helper_in(const Transcript::Step& step, std::size_t g, const Wish& wish,
                      const Help& help) {
  if (step.kind != Transcript::StepKind::operation || step.object != wish.object) return g;
  // A meeting is told by its sender; the receiver is its peer.
  const auto peer = static_cast<std::size_t>(step.peer);
  if (step.peer >= 0 && step.operation == "send" && wish.verb == "send") return peer;
  if (!help.verbs.empty() && std::ranges::find(help.verbs, step.operation) == help.verbs.end()) {
    return g;
  }
  return step.goroutine == g && step.peer >= 0 ? peer : step.goroutine;
}

std::string closing(const Transcript& transcript, const Wish& wish) {
  if (wish.verb != "recv" || is_context(wish)) return {};
  const bool closed = std::ranges::any_of(transcript.steps, [&](const Transcript::Step& step) {
    return step.operation == "close" && step.object == wish.object;
  });
  return closed ? "" : "; nobody closed it";
}

/// "nobody ever sent to jobs"; "nobody else" if `g` did.
std::string nobody(const Transcript& transcript, std::size_t g, const Wish& wish,
                   const Help& help) {
  const bool itself = std::ranges::any_of(transcript.steps, [&](const Transcript::Step& step) {
    return step.goroutine == g && step.object == wish.object &&
           std::ranges::find(help.verbs, step.operation) != help.verbs.end();
  });
  std::string text(itself ? "nobody else " : "nobody ");
  return text.append(help.never).append(wish.object) + closing(transcript, wish);
}

/// Somebody whose select would have made a wish come true, but took something else.
struct Missed {
  std::size_t step = kNoStep;
  std::size_t who = 0;
};

/// Whether `offered` ("recv jobs | send done") has what `wish` needs on the other side.
bool answers(const std::string& offered, const Wish& wish) {
  const char* const verb = wish.verb == "send" ? "recv " : wish.verb == "recv" ? "send " : nullptr;
  if (verb == nullptr || offered.empty()) return false;
  const std::string whole = " | " + offered + " | ";
  return whole.find(" | " + (verb + wish.object) + " | ") != std::string::npos;
}

Missed last_missed(const Transcript& transcript, std::size_t g, const Wish& wish) {
  for (std::size_t i = transcript.steps.size(); i-- > 0;) {
    const Transcript::Step& step = transcript.steps[i];
    if (step.goroutine != g && answers(step.offered, wish)) return {i, step.goroutine};
    const auto peer = static_cast<std::size_t>(step.peer);
    if (step.peer >= 0 && peer != g && answers(step.peer_offered, wish)) return {i, peer};
  }
  return {};
}

std::string told(const Missed& missed, const Transcript& transcript, const Wish& wish) {
  const Transcript::Goroutine& who = transcript.goroutines[missed.who];
  const Transcript::Step& step = transcript.steps[missed.step];
  const bool own = step.goroutine == missed.who;
  return who.name + " would have " + (wish.verb == "send" ? "received from " : "sent to ") +
         wish.object + " until it went on with " + step.operation_of(missed.who) + ' ' +
         step.object + " at " + invariants::step(transcript, missed.step, !own) +
         (who.finished ? ", and has finished" : ", and is waiting itself");
}

/// Who could have made a wish come true, and when that was last done.
std::string hope(const Transcript& transcript, std::size_t g, const Wish& wish) {
  if (wish.verb == "join") return wish.object + " never ends";
  const Help& help = help_for(wish, transcript);
  const Missed missed = last_missed(transcript, g, wish);
  for (std::size_t i = transcript.steps.size(); i-- > 0;) {
    if (i == missed.step) return told(missed, transcript, wish) + closing(transcript, wish);
    const std::size_t helper = helper_in(transcript.steps[i], g, wish, help);
    if (helper == g) continue;
    const Transcript::Goroutine& user = transcript.goroutines[helper];
    std::string text = user.name;
    text.append(" was the last to ").append(help.last).append(wish.object).append(", at ");
    text += step(transcript, i, transcript.steps[i].goroutine != helper);
    text += user.finished ? ", and has finished" : ", and is waiting itself";
    return text + closing(transcript, wish);
  }
  return nobody(transcript, g, wish, help);
}

/// Somebody who makes a wish come true.
struct Aid {
  std::size_t step = kNoStep;  // none: nobody does
  std::size_t who = 0;
};

/// The first one beside `g`, be it who closes the channel.
Aid first_aid(const Transcript& transcript, std::size_t g, const Wish& wish) {
  const Help& help = help_for(wish, transcript);
  for (std::size_t i = 0; i < transcript.steps.size(); ++i) {
    const Transcript::Step& step = transcript.steps[i];
    const bool closes =
        wish.verb == "recv" && step.operation == "close" && step.object == wish.object;
    const std::size_t who = closes ? step.goroutine : helper_in(step, g, wish, help);
    if (who != g) return {i, who};
  }
  return {};
}

std::string_view third_person(const std::string& verb) {
  static const std::map<std::string_view, std::string_view> verbs = {
      {"send", "sends to"},     {"recv", "receives from"}, {"close", "closes"},
      {"done", "is done with"}, {"signal", "signals"},     {"broadcast", "broadcasts"},
      {"cancel", "cancels"},
  };
  const auto found = verbs.find(verb);
  return found == verbs.end() ? std::string_view{} : found->second;
}

/// "worker closes jobs (x.cc:7)".
std::string told(const Aid& aid, const Transcript& transcript, const Wish& wish) {
  if (aid.step == kNoStep) return {};
  const Transcript::Step& step = transcript.steps[aid.step];
  const bool own = step.goroutine == aid.who;
  const std::string_view does = third_person(own ? step.operation : "recv");
  if (does.empty()) return {};
  std::string text = transcript.goroutines[aid.who].name + ' ';
  text.append(does).append(" ").append(wish.object);
  return text + " (" + file_and_line(own ? step.at : step.peer_at) + ')';
}

std::size_t goroutine_named(const std::string& name, const Transcript& transcript) {
  const auto& all = transcript.goroutines;
  return static_cast<std::size_t>(std::ranges::find(all, name, &Transcript::Goroutine::name) -
                                  all.begin());
}

}  // namespace

std::string help_where_it_passes(const Finding& finding, const Transcript& failing,
                                 const Transcript& passing) {
  std::vector<std::string> all;
  for (const std::string& name : finding.goroutines) {
    const std::size_t here = goroutine_named(name, failing);
    const std::size_t there = goroutine_named(name, passing);
    if (here == failing.goroutines.size() || there == passing.goroutines.size()) continue;
    for (const Wish& wish : wishes_of(failing.goroutines[here].waits)) {
      if (is_held(failing, wish.object) || first_aid(failing, here, wish).step != kNoStep) continue;
      std::string help = told(first_aid(passing, there, wish), passing, wish);
      if (!help.empty() && std::ranges::find(all, help) == all.end()) all.push_back(help);
    }
  }
  return all.empty() ? std::string{} : "Where the scenario passes, " + listed(all) + '.';
}

std::string last_hope_of(const Transcript& transcript, std::size_t g) {
  std::vector<std::string> hopes;
  for (const Wish& wish : wishes_of(transcript.goroutines[g].waits)) {
    if (!is_held(transcript, wish.object)) hopes.push_back(hope(transcript, g, wish));
  }
  if (hopes.empty()) return "nothing can wake " + transcript.goroutines[g].name + " any more";
  std::string text;
  for (const std::string& one : hopes) text += (text.empty() ? "" : "; ") + one;
  return text;
}

}  // namespace weft::invariants
