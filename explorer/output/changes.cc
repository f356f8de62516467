#include "weft/explorer/output/changes.h"

#include <algorithm>
#include <string_view>

#include "weft/explorer/output/phrases.h"
#include "weft/explorer/output/source_line.h"

namespace weft::output {
namespace {

/// "mutex@queue.cc:12" is a mutex, wherever its declaration has moved to.
std::string_view without_place(std::string_view object) {
  return object.substr(0, object.find('@'));
}

bool same(const Transcript::Step& a, const Transcript::Step& b) {
  return a.kind == b.kind && a.goroutine == b.goroutine && a.peer == b.peer &&
         a.operation == b.operation && without_place(a.object) == without_place(b.object);
}

std::string told(const Transcript& transcript, std::size_t index) {
  if (index >= transcript.steps.size()) return "the end";
  const Transcript::Step& step = transcript.steps[index];
  const std::string place = short_place(step.at);
  return transcript.goroutines[step.goroutine].name + ": " + joined(step.operation, step.object) +
         (place.empty() ? "" : " (" + place + ')');
}

}  // namespace

std::string first_change(const Transcript& saved, const Transcript& now) {
  const auto parting = std::ranges::mismatch(saved.steps, now.steps, same);
  const auto first = static_cast<std::size_t>(parting.in1 - saved.steps.begin());
  if (first == saved.steps.size()) return {};
  return "step " + std::to_string(first + 1) + " was " + told(saved, first) + ", and is " +
         told(now, first) + "; " + std::to_string(first) + " of " +
         counted(saved.steps.size(), "step") + " matched";
}

}  // namespace weft::output
