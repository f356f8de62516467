// Pictures of counterexamples.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "weft/explorer/output/arrows.h"
#include "weft/explorer/output/dot.h"
#include "weft/explorer/output/html.h"
#include "weft/explorer/output/mermaid.h"
#include "weft/explorer/output/perfetto.h"
#include "weft/explorer/output/svg.h"
#include "weft/tests/output/golden.h"
#include "weft/tests/output/samples.h"

namespace weft::output {
namespace {

Trace deadlock() {
  return {.scenario = "bank/transfer", .told = samples::deadlock()};
}

/// Names and values that would break out of any picture.
Trace hostile() {
  samples::Tale tale;
  tale.goroutine("</script><b>\"; #", 0);
  tale.step(0, "send", "<!-- ]]> -->", 1).result = "\\\"\n};";
  tale.told.finding.message = "</title><script>alert(1)</script>";
  return {.scenario = "a\"b<c>&d", .told = tale.told};
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t times = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++times;
  return times;
}

/// One goroutine does `first`, then another does `second` to the same object.
std::vector<Arrow> arrows(const std::string& first, const std::string& second) {
  Transcript transcript;
  transcript.goroutines.resize(2);
  for (const std::string& operation : {first, second}) {
    Transcript::Step& step = transcript.steps.emplace_back();
    step.goroutine = transcript.steps.size() - 1;
    step.operation = operation;
    step.object = "it";
  }
  return arrows_of(transcript);
}

TEST(Arrows, GoFromWhoCausedToWhoWasWaiting) {
  struct {
    const char* first;
    const char* second;
    Arrow::Kind kind;
  } const rows[]{
      {"unlock", "lock", Arrow::Kind::handover}, {"runlock", "lock", Arrow::Kind::handover},
      {"send", "recv", Arrow::Kind::message},    {"close", "recv", Arrow::Kind::closing},
      {"signal", "wake", Arrow::Kind::wakeup},   {"broadcast", "wake", Arrow::Kind::wakeup},
      {"done", "wait", Arrow::Kind::waiting},    {"cancel", "recv", Arrow::Kind::cancel},
      {"expire", "recv", Arrow::Kind::cancel}};
  for (const auto& row : rows) {
    const std::vector<Arrow> found = arrows(row.first, row.second);
    ASSERT_EQ(found.size(), 1U) << row.first;
    EXPECT_EQ(found[0].kind, row.kind) << row.first;
    EXPECT_EQ(found[0].from_goroutine, 0U) << row.first;
    EXPECT_EQ(found[0].to_goroutine, 1U) << row.first;
  }
}

TEST(Arrows, DoNotJoinWhatHasNothingToDoWithEachOther) {
  EXPECT_TRUE(arrows("lock", "lock").empty());
  EXPECT_TRUE(arrows("recv", "send").empty());
}

TEST(Arrows, OfAMeetingGoFromSenderToReceiver) {
  Transcript transcript;
  transcript.goroutines.resize(2);
  Transcript::Step& step = transcript.steps.emplace_back();
  step.operation = "recv";
  step.peer = 1;
  const std::vector<Arrow> found = arrows_of(transcript);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].from_goroutine, 1U);
  EXPECT_EQ(found[0].to_goroutine, 0U);
}

TEST(Pictures, Mermaid) {
  golden::expect_same(mermaid_of(deadlock()), "deadlock.mermaid");
}

TEST(Pictures, Dot) {
  golden::expect_same(dot_of(deadlock()), "deadlock.dot");
}

TEST(Pictures, Svg) {
  golden::expect_same(svg_of(deadlock()), "deadlock.svg");
}

TEST(Pictures, PerfettoHasASliceForEachStepAndEachEndlessWait) {
  const auto json = nlohmann::json::parse(perfetto_of(deadlock()));
  int slices = 0;
  int starts = 0;
  for (const auto& event : json["traceEvents"]) {
    slices += event["ph"] == "X" ? 1 : 0;
    starts += event["ph"] == "s" ? 1 : 0;
  }
  EXPECT_EQ(slices, 5 + 3);
  EXPECT_EQ(starts, 2);
}

/// What the Trace Event Format asks of an event; empty if all is well.
std::string fault_of(const nlohmann::json& event) {
  const std::string phase = event.value("ph", "");
  if (std::string("XsfM").find(phase) == std::string::npos || phase.size() != 1) return "its phase";
  if (!event.contains("name") || !event["name"].is_string()) return "its name";
  if (!event.contains("pid") || !event["pid"].is_number_integer()) return "its process";
  if (event.contains("args") && !event["args"].is_object()) return "its arguments";
  if (phase == "M") {
    const bool known = event["name"] == "process_name" || event["name"] == "thread_name";
    return known && event["args"]["name"].is_string() ? "" : "its metadata";
  }
  if (!event.contains("tid") || !event["tid"].is_number_integer()) return "its thread";
  if (!event.contains("ts") || !event["ts"].is_number()) return "its time";
  if (phase == "X" && !event.value("dur", nlohmann::json()).is_number()) return "its duration";
  if ((phase == "s" || phase == "f") && !event.contains("id")) return "its id";
  return "";
}

/// Whether `flow` lies within a slice of its thread: the Perfetto UI binds it to that.
bool is_bound(const nlohmann::json& flow, const nlohmann::json& events) {
  return std::ranges::any_of(events, [&](const nlohmann::json& slice) {
    return slice["ph"] == "X" && slice["tid"] == flow["tid"] && slice["ts"] <= flow["ts"] &&
           flow["ts"] <= slice["ts"].get<int>() + slice["dur"].get<int>();
  });
}

TEST(Pictures, PerfettoKeepsTheRulesOfTraceEvents) {
  for (const Trace& trace :
       {deadlock(), hostile(), Trace{.scenario = "w", .told = samples::leak()}}) {
    const auto json = nlohmann::json::parse(perfetto_of(trace));
    ASSERT_TRUE(json["traceEvents"].is_array());
    for (const auto& event : json["traceEvents"]) EXPECT_EQ(fault_of(event), "") << event;
  }
}

TEST(Pictures, PerfettoFlowsBeginAndEndInSlices) {
  const auto events =
      nlohmann::json::parse(perfetto_of({.scenario = "w", .told = samples::leak()}))["traceEvents"];
  std::map<int, std::vector<nlohmann::json>> flows;
  for (const auto& event : events) {
    if (event["ph"] == "s" || event["ph"] == "f") flows[event["id"].get<int>()].push_back(event);
  }
  EXPECT_FALSE(flows.empty());
  for (const auto& [id, ends] : flows) {
    ASSERT_EQ(ends.size(), 2U) << id;
    EXPECT_EQ(ends[0]["ph"], "s");
    EXPECT_EQ(ends[1]["ph"], "f");
    EXPECT_EQ(ends[1]["bp"], "e");
    EXPECT_LE(ends[0]["ts"], ends[1]["ts"]);
    EXPECT_TRUE(is_bound(ends[0], events)) << ends[0];
    EXPECT_TRUE(is_bound(ends[1], events)) << ends[1];
  }
}

TEST(Pictures, PageSaysTheCircleInOneLine) {
  const std::string page = html_of(deadlock());
  EXPECT_EQ(count(page, "<p>Circle: transfer → "), 1U) << page;
}

TEST(Pictures, PageHasABoxForEachStep) {
  const std::string page = html_of(deadlock());
  EXPECT_EQ(count(page, "data-step="), samples::deadlock().transcript.steps.size());
  EXPECT_EQ(count(page, "class=\"step forever\""), 3U);
}

TEST(Pictures, PageNeedsNothingFromElsewhere) {
  const std::string page = html_of(deadlock());
  EXPECT_EQ(count(page, "http://www.w3.org/2000/svg"), 1U);
  EXPECT_EQ(count(page, "http"), 1U);
  EXPECT_EQ(count(page, "src="), 0U);
}

TEST(Pictures, PageTellsCallsAndWhatWasPrinted) {
  const std::string page = html_of({.scenario = "konto", .told = samples::race()});
  EXPECT_EQ(count(page, R"("stack":"bank.txt:4 abheben\nbank.txt:6\n")"), 1U) << page;
  EXPECT_EQ(count(page, R"("prints":"abgehoben: 90)"), 1U) << page;
}

TEST(Pictures, PageIsNotBrokenByWhatItShows) {
  const std::string page = html_of(hostile());
  EXPECT_EQ(count(page, "</script>"), 2U);
  EXPECT_EQ(count(page, "<script>alert"), 0U);
}

TEST(Pictures, SvgIsNotBrokenByWhatItShows) {
  EXPECT_EQ(count(svg_of(hostile()), "<script"), 0U);
}

TEST(Pictures, MermaidIsNotBrokenByWhatItShows) {
  const std::string text = mermaid_of(hostile());
  EXPECT_EQ(count(text, "\n"), 3U) << text;
}

TEST(Pictures, PageNamesPlacesAsTheTextDoes) {
  const std::string page =
      output::html_of({.scenario = "bank/sample", .told = samples::deadlock()});
  EXPECT_EQ(page.find("golden/src"), page.npos) << page;  // not the folders of this machine
  EXPECT_NE(page.find("\"place\":\"bank.txt:"), page.npos) << page;
}

}  // namespace
}  // namespace weft::output
