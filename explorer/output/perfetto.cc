#include "weft/explorer/output/perfetto.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "weft/explorer/output/arrows.h"
#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/phrases.h"
#include "weft/explorer/output/source_line.h"

namespace weft::output {
namespace {

using Json = nlohmann::ordered_json;

constexpr Style kStyle{.utf8 = true};
constexpr std::size_t kStep = 1000;      // microseconds
constexpr std::size_t kDuration = 800;   // of a slice; the rest is a gap to see the next
constexpr std::size_t kForEver = 10000;  // how long a wait without end is drawn

Json event(const char* phase, std::string name, std::size_t goroutine, std::size_t at) {
  return {{"ph", phase},  {"name", std::move(name)}, {"pid", 1}, {"tid", goroutine + 1}, {"ts", at},
          {"cat", "weft"}};
}

void add_names(const Trace& trace, Json& events) {
  events.push_back(
      {{"ph", "M"}, {"name", "process_name"}, {"pid", 1}, {"args", {{"name", trace.scenario}}}});
  const auto& goroutines = trace.told.transcript.goroutines;
  for (std::size_t g = 0; g < goroutines.size(); ++g) {
    events.push_back({{"ph", "M"},
                      {"name", "thread_name"},
                      {"pid", 1},
                      {"tid", g + 1},
                      {"args", {{"name", goroutines[g].name}}}});
  }
}

Json slice(const Transcript::Step& step, std::size_t number, std::size_t goroutine) {
  Json json = event("X", phrase_of(step, kStyle), goroutine, number * kStep);
  json["dur"] = kDuration;
  json["args"] = {{"step", number + 1}, {"result", step.result}, {"place", short_place(step.at)}};
  for (std::size_t i = 1; i < step.stack.size(); ++i) {
    json["args"]["from " + std::to_string(i)] =
        joined(short_place(step.stack[i].at), step.stack[i].function);
  }
  return json;
}

void add_flow(const Arrow& arrow, std::size_t id, Json& events) {
  const std::string name(to_string(arrow.kind));
  Json start = event("s", name, arrow.from_goroutine, arrow.from * kStep + kDuration / 2);
  Json end = event("f", name, arrow.to_goroutine, arrow.to * kStep + kDuration / 2);
  start["id"] = end["id"] = id;
  end["bp"] = "e";  // it belongs to the slice around it, not to the next
  events.push_back(std::move(start));
  events.push_back(std::move(end));
}

}  // namespace

std::string perfetto_of(const Trace& trace) {
  const Transcript& transcript = trace.told.transcript;
  Json events = Json::array();
  add_names(trace, events);
  for (std::size_t i = 0; i < transcript.steps.size(); ++i) {
    const Transcript::Step& step = transcript.steps[i];
    events.push_back(slice(step, i, step.goroutine));
    if (step.kind == Transcript::StepKind::operation && step.peer >= 0) {
      events.push_back(slice(step, i, static_cast<std::size_t>(step.peer)));
    }
  }
  for (std::size_t g = 0; g < transcript.goroutines.size(); ++g) {
    const std::string last = last_words(trace.told, g, kStyle);
    if (last.empty()) continue;
    Json wait = event("X", last, g, transcript.steps.size() * kStep);
    wait["dur"] = kForEver;
    wait["args"] = {{"place", short_place(last_place(trace.told, g))}};
    events.push_back(std::move(wait));
  }
  std::size_t id = 0;
  for (const Arrow& arrow : arrows_of(transcript)) add_flow(arrow, ++id, events);
  const Json all{{"displayTimeUnit", "ms"}, {"traceEvents", std::move(events)}};
  return all.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace weft::output
