#include "weft/explorer/output/trace_lines.h"

#include <utility>

namespace weft::output {
namespace {

using Json = nlohmann::ordered_json;

Json written(const Place& place) {
  return {{"file", place.file}, {"line", place.line}};
}

Json written(const Transcript::Calls& stack) {
  Json all = Json::array();
  for (const Transcript::Call& call : stack) {
    all.push_back({{"function", call.function}, {"at", written(call.at)}});
  }
  return all;
}

Json written(const Transcript::Waiting& waiting) {
  return {{"operation", waiting.operation},
          {"object", waiting.object},
          {"at", written(waiting.at)},
          {"stack", written(waiting.stack)},
          {"state", waiting.state}};
}

Json written(const std::vector<Transcript::Print>& prints) {
  Json all = Json::array();
  for (const Transcript::Print& print : prints) {
    all.push_back({{"goroutine", print.goroutine}, {"text", print.text}});
  }
  return all;
}

}  // namespace

Json written(const Transcript::Goroutine& g) {
  Json holds = Json::array();
  for (const Transcript::Held& held : g.holds) {
    holds.push_back(
        {{"object", held.object}, {"since_step", held.since_step}, {"at", written(held.at)}});
  }
  return {{"name", g.name},
          {"parent", g.parent},
          {"spawned", written(g.spawned)},
          {"finished", g.finished},
          {"background", g.background},
          {"internal", g.internal},
          {"waits", written(g.waits)},
          {"breaks", written(g.breaks)},
          {"holds", std::move(holds)}};
}

Json written(const Transcript::Step& step) {
  return {{"kind", kStepKinds[static_cast<std::size_t>(step.kind)]},
          {"goroutine", step.goroutine},
          {"peer", step.peer},
          {"event", step.event},
          {"operation", step.operation},
          {"object", step.object},
          {"result", step.result},
          {"at", written(step.at)},
          {"stack", written(step.stack)},
          {"prints", written(step.prints)},
          {"preempted", step.preempted},
          {"switched", step.switched},
          {"need", kNeeds[static_cast<std::size_t>(step.need)]}};
}

}  // namespace weft::output
