#include "weft/explorer/output/json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "weft/explorer/output/fate.h"

namespace weft::output {
namespace {

using Json = nlohmann::ordered_json;

std::string_view word(Transcript::StepKind kind) {
  switch (kind) {
    case Transcript::StepKind::operation:
      return "operation";
    case Transcript::StepKind::spawn:
      return "spawn";
    case Transcript::StepKind::access:
      return "access";
    case Transcript::StepKind::note:
      return "note";
    case Transcript::StepKind::exit:
      return "exit";
  }
  return "";
}

Json stack_json(const Transcript::Calls& stack) {
  Json all = Json::array();
  for (const Transcript::Call& call : stack) {
    all.push_back({{"function", call.function}, {"file", call.at.file}, {"line", call.at.line}});
  }
  return all;
}

Json step(const Transcript& transcript, const Transcript::Step& step) {
  Json json{{"goroutine", transcript.goroutines[step.goroutine].name},
            {"operation", step.operation},
            {"object", step.object},
            {"result", step.result},
            {"file", step.at.file},
            {"line", step.at.line},
            {"stack", stack_json(step.stack)},
            {"kind", word(step.kind)},
            {"preempted", step.preempted}};
  if (step.need != Transcript::Need::open) {
    json["switch"] = step.need == Transcript::Need::needed ? "needed" : "free";
  }
  for (const Transcript::Print& print : step.prints) {
    json["prints"].push_back(
        {{"goroutine", transcript.goroutines[print.goroutine].name}, {"text", print.text}});
  }
  if (step.peer >= 0) {
    json["peer"] = transcript.goroutines[static_cast<std::size_t>(step.peer)].name;
  }
  return json;
}

Json waiting(const Counterexample& told) {
  Json all = Json::array();
  for (std::size_t i = 0; i < told.transcript.goroutines.size(); ++i) {
    if (fate_of(told, i) != Fate::waits_for_ever) continue;
    const Transcript::Goroutine& g = told.transcript.goroutines[i];
    Json holds = Json::array();
    for (const Transcript::Held& held : g.holds) {
      holds.push_back({{"object", held.object},
                       {"since_step", held.since_step + 1},
                       {"file", held.at.file},
                       {"line", held.at.line}});
    }
    all.push_back({{"goroutine", g.name},
                   {"operation", g.waits.operation},
                   {"object", g.waits.object},
                   {"state", g.waits.state},
                   {"file", g.waits.at.file},
                   {"line", g.waits.at.line},
                   {"stack", stack_json(g.waits.stack)},
                   {"background", g.background},
                   {"holds", std::move(holds)}});
  }
  return all;
}

Json finding(const Counterexample& told) {
  Json steps = Json::array();
  for (const Transcript::Step& s : told.transcript.steps) steps.push_back(step(told.transcript, s));
  Json decisive = Json::array();
  for (const std::size_t number : told.decisive) decisive.push_back(number + 1);
  Json json{{"kind", told.finding.kind},
            {"message", told.finding.message},
            {"goroutines", told.finding.goroutines},
            {"objects", told.finding.objects},
            {"cause", told.cause},
            {"token", told.token},
            {"execution", told.found_in_execution},
            {"preemptions", told.transcript.preemptions},
            {"switches", told.transcript.switches},
            {"minimal", told.minimal},
            {"decisive", std::move(decisive)},
            {"waiting", waiting(told)},
            {"steps", std::move(steps)}};
  for (const Transcript::Goroutine& g : told.transcript.goroutines) {
    if (g.breaks.operation.empty()) continue;
    json["broke_at"] = {{"goroutine", g.name},
                        {"file", g.breaks.at.file},
                        {"line", g.breaks.at.line},
                        {"stack", stack_json(g.breaks.stack)}};
  }
  return json;
}

/// There is no infinite number: null.
Json upper(double high) {
  return std::isfinite(high) ? Json(high) : Json(nullptr);
}

Json size(const Estimation& estimation, std::uint64_t explored) {
  const Estimate& estimate = estimation.estimate;
  Json hot_spots = Json::array();
  const auto place = [](const HotSpot::Place& p) {
    return Json{{"operation", p.operation}, {"file", p.file}, {"line", p.line}};
  };
  for (const HotSpot& spot : estimation.hot_spots) {
    hot_spots.push_back({{"object", spot.object},
                         {"first", place(spot.first)},
                         {"second", place(spot.second)},
                         {"share", spot.share},
                         {"hint", spot.hint}});
  }
  return {{"executions", estimate.executions}, {"low", estimate.low},
          {"high", upper(estimate.high)},      {"descents", estimate.descents},
          {"share", estimate.share(explored)}, {"hot_spots", std::move(hot_spots)}};
}

std::string printed(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

Json report_json(const Report& report) {
  Json findings = Json::array();
  for (const Counterexample& told : report.counterexamples) findings.push_back(finding(told));
  Json json{{"scenario", report.scenario},     {"verdict", to_string(report.verdict)},
            {"expected", report.expected},     {"as_expected", report.as_expected()},
            {"executions", report.executions}, {"redundant", report.redundant},
            {"blocked", report.blocked},       {"events", report.events},
            {"depth", report.depth},           {"elapsed_s", report.elapsed_seconds},
            {"bounds", report.bounds},         {"strategy", report.strategy},
            {"notes", report.notes},           {"warnings", report.warnings},
            {"findings", std::move(findings)}};
  if (report.size) json["estimate"] = size(*report.size, report.executions);
  return json;
}

}  // namespace

std::string json_of(std::span<const Report> reports) {
  Json all = Json::array();
  for (const Report& report : reports) all.push_back(report_json(report));
  return printed(all);
}

std::string sizes_json(std::span<const Sized> sizes) {
  Json all = Json::array();
  for (const Sized& sized : sizes) {
    all.push_back({{"scenario", sized.scenario},
                   {"estimate", size(sized.estimation, 0)},
                   {"seconds", sized.seconds}});
  }
  return printed(all);
}

}  // namespace weft::output
