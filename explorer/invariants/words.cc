#include "weft/explorer/invariants/words.h"

#include <algorithm>
#include <string_view>

namespace weft::invariants {
namespace {

/// Whoever holds `object`, but for `not_this_one` if somebody else does.
const Transcript::Held* holder_of(const Transcript& transcript, const std::string& object,
                                  std::size_t not_this_one, std::size_t& holder) {
  const Transcript::Held* own = nullptr;
  for (std::size_t h = 0; h < transcript.goroutines.size(); ++h) {
    for (const Transcript::Held& held : transcript.goroutines[h].holds) {
      if (held.object != object) continue;
      if (own == nullptr || h != not_this_one) {
        own = &held;
        holder = h;
      }
      if (h != not_this_one) return own;
    }
  }
  return own;
}

/// The others that `object` could wake.
std::vector<std::string> waiting_too(const Transcript& transcript, std::size_t g,
                                     const std::string& object) {
  std::vector<std::string> names;
  for (std::size_t h = 0; h < transcript.goroutines.size(); ++h) {
    const auto objects = objects_of(transcript.goroutines[h].waits);
    const bool waits = std::ranges::find(objects, object) != objects.end();
    if (h != g && waits) names.push_back(transcript.goroutines[h].name);
  }
  return names;
}

}  // namespace

std::string to_string(const Place& place) {
  const auto slash = place.file.find_last_of('/');
  return place.file.substr(slash == std::string::npos ? 0 : slash + 1) + ':' +
         std::to_string(place.line);
}

std::string to_string(const Transcript::Waiting& waiting) {
  std::string text = waiting.operation;
  if (!waiting.object.empty()) text += ' ' + waiting.object;
  return text + " (" + to_string(waiting.at) + ')';
}

std::string step(const Transcript& transcript, std::size_t index) {
  std::string text = "step " + std::to_string(index + 1);
  const Place& at = transcript.steps[index].at;
  return at.file.empty() ? text : text + " (" + to_string(at) + ')';
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

std::vector<std::string> objects_of(const Transcript::Waiting& waiting) {
  if (waiting.object.empty()) return {};
  if (!waiting.operation.starts_with("select")) return {waiting.object};
  std::vector<std::string> objects;
  std::string_view rest = waiting.object;
  while (!rest.empty()) {
    const auto bar = rest.find(" | ");
    const std::string_view one = rest.substr(0, bar);
    const auto verb = one.find(' ');
    if (verb != one.npos) objects.emplace_back(one.substr(verb + 1));
    rest = bar == rest.npos ? std::string_view{} : rest.substr(bar + 3);
  }
  return objects;
}

std::size_t last_use_by_others(const Transcript& transcript, std::size_t g,
                               const std::string& object) {
  for (std::size_t i = transcript.steps.size(); i-- > 0;) {
    const Transcript::Step& step = transcript.steps[i];
    if (step.kind != Transcript::StepKind::operation || step.object != object) continue;
    const bool by_another = step.goroutine != g || step.peer >= 0;
    if (by_another) return i;
  }
  return kNoStep;
}

std::string wait_of(const Transcript& transcript, std::size_t g) {
  const Transcript::Goroutine& waiter = transcript.goroutines[g];
  std::string text = waiter.name + " waits at " + to_string(waiter.waits);
  std::size_t holder = 0;
  const Transcript::Held* const held = holder_of(transcript, waiter.waits.object, g, holder);
  if (held == nullptr) return text;
  text +=
      holder == g ? ", which it holds itself" : ", held by " + transcript.goroutines[holder].name;
  text += " since " + step(transcript, held->since_step);
  if (holder != g && transcript.goroutines[holder].finished) text += ", which has finished";
  return text;
}

std::string last_hope_of(const Transcript& transcript, std::size_t g) {
  const std::string& self = transcript.goroutines[g].name;
  std::vector<std::string> hopes;
  for (const std::string& object : objects_of(transcript.goroutines[g].waits)) {
    const std::size_t last = last_use_by_others(transcript, g, object);
    const auto companions = waiting_too(transcript, g, object);
    if (!companions.empty()) {
      hopes.push_back(listed(companions) + (companions.size() == 1 ? " waits" : " wait") + " at " +
                      object + " too");
    }
    if (last == kNoStep) {
      if (companions.empty()) hopes.push_back("nobody but " + self + " ever used " + object);
      continue;
    }
    const Transcript::Step& use = transcript.steps[last];
    const std::size_t other =
        use.goroutine == g ? static_cast<std::size_t>(use.peer) : use.goroutine;
    const Transcript::Goroutine& user = transcript.goroutines[other];
    hopes.push_back(user.name + " was the last other one to use " + object + ", at " +
                    step(transcript, last) +
                    (user.finished ? ", and has finished" : ", and waits itself"));
  }
  if (hopes.empty()) return "nothing can ever wake " + self;
  return listed(hopes);
}

}  // namespace weft::invariants
