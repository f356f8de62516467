// Reports for machines: JSON by its schema, JUnit, SARIF, GitHub annotations.
#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "weft/explorer/output/github.h"
#include "weft/explorer/output/json.h"
#include "weft/explorer/output/junit.h"
#include "weft/explorer/output/sarif.h"
#include "weft/tests/output/golden.h"
#include "weft/tests/output/samples.h"
#include "weft/tests/output/schema.h"

namespace weft {
namespace {

using nlohmann::json;

/// One that found a deadlock, an expected leak, a race, and two that found nothing.
std::vector<Report> reports() {
  std::vector<Report> all{samples::report("bank/transfer", samples::deadlock()),
                          samples::report("bank/workers", samples::leak()),
                          samples::report("konto \xE2\x82\xAC", samples::race())};
  all[1].expected = kind::kLeak;
  Report bounded;
  bounded.scenario = "bank/bounded";
  bounded.verdict = Verdict::verified_bounded;
  bounded.bounds = {"at most 20 steps"};
  bounded.warnings = {"vacuous: <nothing> & nobody"};
  all.push_back(bounded);
  Report open;
  open.scenario = "bank/open";
  open.executions = 1000;
  all.push_back(open);
  return all;
}

json read_json(const char* path) {
  std::ifstream in(path);
  return json::parse(in);
}

json schema() {
  return read_json(WEFT_SOURCE_DIR "/docs/report.schema.json");
}

/// As it is published.
json sarif_schema() {
  return read_json(WEFT_SOURCE_DIR "/tests/output/sarif-2.1.0.schema.json");
}

std::vector<std::string> none() {
  return {};
}

TEST(Json, IsAsItsSchemaSays) {
  EXPECT_EQ(schema::faults(json::parse(output::json_of(reports())), schema()), none());
}

/// Of an estimate, of a number, and of one that was broken off.
std::vector<output::Sized> sizes() {
  const HotSpot::Place lock{.operation = "lock", .file = "bank.cc", .line = 12};
  Estimation estimate{.estimate = {.executions = 2500, .low = 1250, .high = 5000, .descents = 1000},
                      .hot_spots = {{"mu", lock, lock, 0.9, "fewer"}, {"way", lock, {}, 0.1, ""}}};
  Estimation at_least;
  at_least.estimate.high = std::numeric_limits<double>::infinity();
  return {{.scenario = "bank/mutex", .estimation = estimate, .seconds = 0.5},
          {.scenario = "bank/one", .estimation = {}, .seconds = 0.001},
          {.scenario = "bank/konto \xE2\x82\xAC", .estimation = at_least, .seconds = 1e6}};
}

TEST(Json, OfEstimatesIsAsItsSchemaSays) {
  json of_sizes = schema();
  of_sizes["items"] = of_sizes["$defs"]["sizes"]["items"];
  const json written = json::parse(output::sizes_json(sizes()));
  EXPECT_EQ(schema::faults(written, of_sizes), none());
  EXPECT_EQ(written[0]["estimate"]["hot_spots"][0]["first"]["line"], 12);
  EXPECT_EQ(written[2]["estimate"]["high"], nullptr);
  EXPECT_NE(schema::faults(written, schema()), none());
}

TEST(Json, ItsSchemaNoticesWhatIsMissingOrTooMuch) {
  json changed = json::parse(output::json_of(reports()));
  changed[0].erase("verdict");
  changed[1]["findings"][0]["steps"][0]["mood"] = "grim";
  changed[2]["executions"] = "many";
  EXPECT_EQ(schema::faults(changed, schema()),
            (std::vector<std::string>{"/0 lacks verdict", "/1/findings/0/steps/0 may not have mood",
                                      "/2/executions is not of type integer"}));
}

TEST(Json, OfNothingIsAnEmptyArray) {
  EXPECT_EQ(output::json_of({}), "[]\n");
}

TEST(Json, TellsStepsByNameAndPlace) {
  const json all = json::parse(output::json_of(reports()));
  const json& step = all[0]["findings"][0]["steps"][3];
  EXPECT_EQ(step["goroutine"], "transfer");
  EXPECT_EQ(step["operation"], "lock");
  EXPECT_EQ(step["object"], "cash");
  EXPECT_EQ(step["line"], 2);
}

TEST(Json, ReplacesWhatIsNotUtf8) {
  Report report = samples::report("bad \xFF name", samples::race());
  EXPECT_EQ(json::parse(output::json_of({&report, 1}))[0]["scenario"], "bad \xEF\xBF\xBD name");
}

TEST(Junit, CountsFailuresAndLeavesExpectedFindingsAlone) {
  const std::string xml = output::junit_of(reports());
  EXPECT_NE(xml.find("tests=\"5\" failures=\"2\""), std::string::npos) << xml;
  EXPECT_NE(xml.find("<testcase classname=\"bank\" name=\"workers\""), std::string::npos);
  EXPECT_NE(xml.find("<skipped message=\"not proved"), std::string::npos);
}

TEST(Junit, EscapesWhatXmlGivesAMeaning) {
  EXPECT_EQ(output::xml_escaped("<a & \"b\">\n\x1b"), "&lt;a &amp; &quot;b&quot;&gt;&#10;\\x1b");
}

TEST(Sarif, IsAsItsPublishedSchemaSays) {
  EXPECT_EQ(schema::faults(json::parse(output::sarif_of(reports())), sarif_schema()), none());
  EXPECT_EQ(schema::faults(json::parse(output::sarif_of({})), sarif_schema()), none());
}

TEST(Sarif, ItsSchemaNoticesWhatIsMissingOrTooMuch) {
  json changed = json::parse(output::sarif_of(reports()));
  json& results = changed["runs"][0]["results"];
  results[0].erase("message");
  results[1]["level"] = "grim";
  results[2]["codeFlows"][0]["threadFlows"][0]["locations"][0]["executionOrder"] = -2;
  results[2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "a b";
  changed["runs"][0]["tool"]["driver"]["rules"][0]["mood"] = "grim";
  const auto faults = schema::faults(changed, sarif_schema());
  EXPECT_EQ(faults.size(), 5U) << testing::PrintToString(faults);
}

TEST(Sarif, HasTheCallsThatLedToAStep) {
  const json log = json::parse(output::sarif_of(reports()));
  const json& step = log["runs"][0]["results"][2]["codeFlows"][0]["threadFlows"][1]["locations"][0];
  const json& frames = step["stack"]["frames"];
  ASSERT_EQ(frames.size(), 2U) << step;
  EXPECT_EQ(frames[0]["location"]["message"]["text"], "abheben");
  EXPECT_EQ(frames[1]["location"]["physicalLocation"]["region"]["startLine"], 6);
}

TEST(Sarif, HasAThreadFlowForEachGoroutine) {
  const json log = json::parse(output::sarif_of(reports()));
  EXPECT_EQ(log["version"], "2.1.0");
  const json& results = log["runs"][0]["results"];
  ASSERT_EQ(results.size(), 3U);
  EXPECT_EQ(results[0]["ruleId"], "deadlock");
  EXPECT_EQ(results[0]["codeFlows"][0]["threadFlows"].size(), 3U);
}

TEST(Sarif, OrdersStepsAcrossThreads) {
  const json log = json::parse(output::sarif_of(reports()));
  const json& threads = log["runs"][0]["results"][0]["codeFlows"][0]["threadFlows"];
  EXPECT_EQ(threads[0]["locations"][0]["executionOrder"], 1);
  EXPECT_EQ(threads[1]["locations"][0]["executionOrder"], 4);
  EXPECT_EQ(threads[2]["locations"][0]["executionOrder"], 5);
}

TEST(Sarif, TellsExpectedFindingsAsNotes) {
  const json results = json::parse(output::sarif_of(reports()))["runs"][0]["results"];
  EXPECT_EQ(results[0]["level"], "error");
  EXPECT_EQ(results[1]["level"], "note");
}

TEST(Sarif, HasARuleForEachResult) {
  const json run = json::parse(output::sarif_of(reports()))["runs"][0];
  for (const json& result : run["results"]) {
    bool known = false;
    for (const json& rule : run["tool"]["driver"]["rules"]) known |= rule["id"] == result["ruleId"];
    EXPECT_TRUE(known) << result["ruleId"];
  }
}

TEST(Github, AnnotatesTheLineToBlame) {
  const std::string text = output::github_annotations(reports());
  EXPECT_NE(text.find("bank.txt,line=3,title=DEADLOCK::bank/transfer: "), std::string::npos)
      << text;
  EXPECT_NE(text.find("::warning title=not proved::bank/open: "), std::string::npos) << text;
  EXPECT_EQ(text.find("GOROUTINE LEAK"), std::string::npos) << "it was expected";
}

TEST(Github, KeepsEachAnnotationOnOneLine) {
  Report report = samples::report("a\nb", samples::race());
  const std::string text = output::github_annotations({&report, 1});
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
  EXPECT_NE(text.find("a%0Ab"), std::string::npos) << text;
}

}  // namespace
}  // namespace weft
