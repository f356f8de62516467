#include "weft/explorer/output/sarif.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "weft/explorer/output/blame.h"
#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/glossary.h"
#include "weft/explorer/output/phrases.h"

namespace weft::output {
namespace {

using Json = nlohmann::ordered_json;

Json message(std::string_view text) {
  return {{"text", text.empty() ? "(nothing to say)" : text}};
}

Json rules() {
  Json all = Json::array();
  for (const Entry& entry : glossary()) {
    all.push_back({{"id", entry.kind},
                   {"shortDescription", message(headline(std::string(entry.kind)))},
                   {"fullDescription", message(entry.meaning)},
                   {"help", message("Rule: " + std::string(entry.rule) +
                                    "\nUsual cure: " + std::string(entry.cure))}});
  }
  return all;
}

/// An absolute path is a file: URI, a relative one is relative to wherever it was compiled.
std::string uri(const std::string& file) {
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=:@";
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out = file.starts_with('/') ? "file://" : "";
  for (const char c : file) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || kPlain.find(c) != kPlain.npos) {
      out += c;
    } else {
      out += {'%', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
    }
  }
  return out;
}

Json location(const Place& place, const std::string& text) {
  Json json = Json::object();
  if (!text.empty()) json["message"] = message(text);
  if (!place.file.empty() && place.line > 0) {
    json["physicalLocation"] = {{"artifactLocation", {{"uri", uri(place.file)}}},
                                {"region", {{"startLine", place.line}}}};
  }
  return json;
}

Json stack(const Transcript::Calls& calls) {
  Json frames = Json::array();
  for (const Transcript::Call& call : calls) {
    frames.push_back({{"location", location(call.at, call.function)}});
  }
  return {{"frames", std::move(frames)}};
}

Json flow_location(Json at, const Transcript::Calls& calls, std::size_t order) {
  Json json{{"location", std::move(at)}, {"executionOrder", order}};
  if (!calls.empty()) json["stack"] = stack(calls);
  return json;
}

std::string words(const Transcript::Step& step) {
  const std::string result = step.result.empty() ? "" : " (" + step.result + ')';
  return joined(step.operation, step.object) + result;
}

Json thread_flow(const Counterexample& told, std::size_t goroutine) {
  const Transcript& transcript = told.transcript;
  Json locations = Json::array();
  for (std::size_t i = 0; i < transcript.steps.size(); ++i) {
    const Transcript::Step& step = transcript.steps[i];
    if (!step.involves(goroutine)) continue;
    const bool peer = step.goroutine != goroutine;
    const std::string& other = transcript.goroutines[step.goroutine].name;
    locations.push_back(flow_location(location(step.at, words(step) + (peer ? " by " + other : "")),
                                      peer ? Transcript::Calls{} : step.stack, i + 1));
  }
  const Transcript::Goroutine& g = transcript.goroutines[goroutine];
  if (const std::string last = last_words(told, goroutine, {.utf8 = true}); !last.empty()) {
    locations.push_back(flow_location(location(last_place(told, goroutine), last), g.waits.stack,
                                      transcript.steps.size() + 1));
  }
  return {{"id", g.name}, {"message", message(g.name)}, {"locations", std::move(locations)}};
}

Json code_flow(const Counterexample& told) {
  Json threads = Json::array();
  for (std::size_t g = 0; g < told.transcript.goroutines.size(); ++g) {
    Json thread = thread_flow(told, g);
    if (!thread["locations"].empty()) threads.push_back(std::move(thread));
  }
  return {{"threadFlows", std::move(threads)}};
}

Json result(const Report& report, const Counterexample& told) {
  std::string text = report.scenario + ": " + told.finding.message;
  for (const std::string& sentence : told.cause) text += '\n' + sentence;
  if (!told.token.empty()) text += "\nreplay: weft replay " + told.token;
  Json json{
      {"ruleId", told.finding.kind},
      {"level", told.finding.kind == report.expected ? "note" : "error"},
      {"message", message(text)},
      {"locations", Json::array()},
      {"codeFlows", Json::array({code_flow(told)})},
      {"partialFingerprints", {{"weftScenario/v1", report.scenario + '/' + told.finding.kind}}}};
  if (const std::optional<Blame> blame = blame_of(told)) {
    json["locations"].push_back(location(blame->at, told.finding.message));
  }
  return json;
}

}  // namespace

std::string sarif_of(std::span<const Report> reports) {
  Json results = Json::array();
  for (const Report& report : reports) {
    for (const Counterexample& told : report.counterexamples) {
      results.push_back(result(report, told));
    }
  }
  const Json driver{{"name", "weft"}, {"version", "0.1.0"}, {"rules", rules()}};
  const Json log{
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs", Json::array({{{"tool", {{"driver", driver}}}, {"results", std::move(results)}}})}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace weft::output
