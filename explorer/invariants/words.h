// Phrases that several promises need when they are told.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "weft/explorer/kernel/ids.h"
#include "weft/explorer/kernel/transcript.h"

namespace weft::invariants {

/// "queue.cc:12"; with `stack`, if that is deeper, "queue.cc:12 in push, from main.cc:5".
[[nodiscard]] std::string to_string(const Place& place, const Transcript::Calls& stack);
/// "lock mu (queue.cc:12)": what a goroutine waits for.
[[nodiscard]] std::string to_string(const Transcript::Waiting& waiting);
/// "step 4 (queue.cc:12)"; of a meeting, where its one side is or the other.
[[nodiscard]] std::string step(const Transcript& transcript, std::size_t index,
                               bool of_the_peer = false);
/// "a", "a and b", "a, b and c".
[[nodiscard]] std::string listed(const std::vector<std::string>& items);

inline constexpr std::size_t kNoStep = static_cast<std::size_t>(-1);
/// "a waits at lock mu (x.cc:3), held by b since step 4 (x.cc:2)"; without the second half if
/// nobody holds it.
[[nodiscard]] std::string wait_of(const Transcript& transcript, std::size_t g);

/// Goroutines of which the same is to be said, never empty.
using Alike = std::vector<std::size_t>;
/// Those of `goroutines` that were started in one place and wait in one place for one thing, in
/// the order of the first of each.
[[nodiscard]] std::vector<Alike> alike(const Transcript& transcript,
                                       const std::vector<std::size_t>& goroutines);
/// "a", "a and b", "a, b, c and 4 more".
[[nodiscard]] std::string names_of(const Transcript& transcript, const Alike& alike);
/// "wait" of several, "waits" of one.
[[nodiscard]] inline std::string verb_of(const Alike& alike, const std::string& verb) {
  return alike.size() == 1 ? verb + 's' : verb;
}
[[nodiscard]] std::string wait_of(const Transcript& transcript, const Alike& alike);

/// Whether a lock is taken in this step for reading only.
[[nodiscard]] inline bool takes_for_reading(const Transcript::Step& step) {
  return step.operation == "rlock" || step.operation == "try_rlock";
}

/// Whether `object` is a lock that somebody has.
[[nodiscard]] bool is_held(const Transcript& transcript, const std::string& object);

[[nodiscard]] inline const std::string& name_of(const Transcript& transcript,
                                                kernel::GoroutineId g) {
  return transcript.goroutines[index(g)].name;
}

}  // namespace weft::invariants
