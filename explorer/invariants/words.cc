#include "weft/explorer/invariants/words.h"

#include <algorithm>

#include "weft/explorer/kernel/file_and_line.h"

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

/// "lock mu"; a destructor that lets others finish is at "the end of mu's scope".
std::string what(const Transcript::Waiting& waiting) {
  if (waiting.operation == "end of") return "the end of " + waiting.object + "'s scope";
  if (waiting.object.empty()) return waiting.operation;
  return waiting.operation + ' ' + waiting.object;
}

/// Who waits to write what `g` waits to read: readers who come later are kept out until then.
std::string writer_before(const Transcript& transcript, std::size_t g) {
  const std::string& object = transcript.goroutines[g].waits.object;
  for (const Transcript::Goroutine& other : transcript.goroutines) {
    if (other.waits.operation == "lock" && other.waits.object == object) return other.name;
  }
  return {};
}

}  // namespace

std::string to_string(const Place& place, const Transcript::Calls& stack) {
  constexpr std::size_t kMost = 4;  // calls
  if (stack.size() < 2) return file_and_line(place);
  std::string text;
  for (std::size_t i = 0; i < std::min(stack.size(), kMost); ++i) {
    text += (i == 0 ? "" : ", from ") + file_and_line(stack[i].at);
    if (!stack[i].function.empty()) text += " in " + stack[i].function;
  }
  return stack.size() > kMost ? text + ", from further out" : text;
}

std::string to_string(const Transcript::Waiting& waiting) {
  return what(waiting) + " (" + file_and_line(waiting.at) + ')';
}

std::string step(const Transcript& transcript, std::size_t index, bool of_the_peer) {
  std::string text = "step " + std::to_string(index + 1);
  const Transcript::Step& told = transcript.steps[index];
  const Place& at = of_the_peer ? told.peer_at : told.at;
  return at.file.empty() ? text : text + " (" + file_and_line(at) + ')';
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

std::vector<Alike> alike(const Transcript& transcript, const std::vector<std::size_t>& goroutines) {
  std::vector<Alike> groups;
  for (const std::size_t g : goroutines) {
    const auto fits = [&](const Alike& group) {
      const Transcript::Goroutine& one = transcript.goroutines[g];
      const Transcript::Goroutine& other = transcript.goroutines[group.front()];
      return one.spawned == other.spawned && one.waits.operation == other.waits.operation &&
             one.waits.object == other.waits.object && one.waits.at == other.waits.at &&
             one.holds.empty() && other.holds.empty();
    };
    const auto group = std::ranges::find_if(groups, fits);
    if (group == groups.end()) {
      groups.push_back({g});
    } else {
      group->push_back(g);
    }
  }
  return groups;
}

std::string names_of(const Transcript& transcript, const Alike& alike) {
  constexpr std::size_t kMost = 4;
  std::vector<std::string> names;
  for (const std::size_t g : alike) {
    if (names.size() + 1 == kMost && alike.size() > kMost) break;
    names.push_back(transcript.goroutines[g].name);
  }
  if (names.size() < alike.size()) {
    names.push_back(std::to_string(alike.size() - names.size()) + " more");
  }
  return listed(names);
}

std::string wait_of(const Transcript& transcript, std::size_t g) {
  return wait_of(transcript, Alike{g});
}

std::string wait_of(const Transcript& transcript, const Alike& alike) {
  const std::size_t g = alike.front();
  const Transcript::Goroutine& waiter = transcript.goroutines[g];
  std::string text =
      names_of(transcript, alike) + ' ' + verb_of(alike, "wait") + " at " + what(waiter.waits);
  if (!waiter.waits.state.empty()) text += ", which " + waiter.waits.state;
  text += " (" + to_string(waiter.waits.at, waiter.waits.stack) + ')';
  std::size_t holder = 0;
  const Transcript::Held* const held = holder_of(transcript, waiter.waits.object, g, holder);
  if (held == nullptr) return text;
  const std::string writer = waiter.waits.operation == "rlock" ? writer_before(transcript, g) : "";
  if (!writer.empty()) {
    text += ", behind " + writer + ", who waits to lock it before any other reader";
    text += holder == g ? "; it is held by itself" : "; it is held by ";
  } else {
    text += holder == g ? ", which it holds itself" : ", held by ";
  }
  if (holder != g) text += transcript.goroutines[holder].name;
  if (takes_for_reading(transcript.steps[held->since_step])) text += " for reading";
  text += " since " + step(transcript, held->since_step);
  if (holder != g && transcript.goroutines[holder].finished) text += ", which has finished";
  return text;
}

bool is_held(const Transcript& transcript, const std::string& object) {
  return std::ranges::any_of(transcript.goroutines, [&](const Transcript::Goroutine& g) {
    return std::ranges::find(g.holds, object, &Transcript::Held::object) != g.holds.end();
  });
}

}  // namespace weft::invariants
