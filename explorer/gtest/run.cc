#include "weft/explorer/gtest/run.h"

#include <unistd.h>

#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/gtest/flags.h"
#include "weft/explorer/gtest/keeper.h"
#include "weft/explorer/output/atomic_file.h"
#include "weft/explorer/output/saved.h"
#include "weft/explorer/output/summary.h"
#include "weft/explorer/output/text_report.h"

namespace weft::gtest {
namespace {

/// "Queue.Fixed", "Sizes/Queue.Wakes/0".
std::string name_of_running_test() {
  const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
  return std::string(test.test_suite_name()) + '.' + test.name();
}

output::TextOptions text_options() {
  output::TextOptions options;
  options.style = output::style_of(STDOUT_FILENO);
  options.replay = flags().program + " --weft_replay=";
  return options;
}

void skip(const std::string& why, kernel::Location at) {
  return GTEST_MESSAGE_AT_(at.file, at.line, why.c_str(), testing::TestPartResult::kSkip);
}

void record(const Report& report) {
  testing::Test::RecordProperty("weft.verdict", std::string(to_string(report.verdict)));
  testing::Test::RecordProperty("weft.executions", std::to_string(report.executions));
  if (report.counterexamples.empty()) return;
  testing::Test::RecordProperty("weft.finding", report.counterexamples.front().finding.kind);
  testing::Test::RecordProperty("weft.replay", report.counterexamples.front().token);
}

void say(const Report& report) {
  std::cout << "[     weft ] " << to_string(report.verdict) << ": " << report.executions
            << (report.executions == 1 ? " execution, " : " executions, ")
            << output::duration_of(report.elapsed_seconds);
  for (const std::string& bound : report.bounds) std::cout << "; " << bound;
  std::cout << '\n';
  for (const std::string& note : report.notes) std::cout << "[     weft ] " << note << '\n';
  for (const std::string& warning : report.warnings)
    std::cout << "[     weft ] " << warning << '\n';
}

void fail_for(const Report& report, kernel::Location at) {
  output::TextOptions text = text_options();
  for (const Counterexample& told : report.counterexamples) {
    if (!flags().save.empty()) text.saved = output::save_in(flags().save, report, told);
    ADD_FAILURE_AT(at.file, at.line) << text_of(told, report.scenario, text);
  }
  if (report.verdict == Verdict::nondeterministic && report.counterexamples.empty()) {
    ADD_FAILURE_AT(at.file, at.line) << "the test behaves differently under the same schedule";
  }
  if (report.verdict == Verdict::not_proved && flags().require == "verified") {
    ADD_FAILURE_AT(at.file, at.line)
        << "not proved: the budget was used up after " << report.executions << " executions";
  }
  if (report.verdict == Verdict::verified_bounded && flags().require == "verified") {
    ADD_FAILURE_AT(at.file, at.line) << "verified only up to " << report.bounds.front();
  }
}

/// What the flags say, and what failed the last time.
Options with_saved(const Scenario& scenario, const Options& given) {
  Options options = with_flags(given);
  const Flags& wishes = flags();
  if (wishes.save.empty()) return options;
  output::make_folder(wishes.save);
  if (!output::tries_saved(wishes.try_saved)) return options;
  for (std::string& token : output::saved_tokens(wishes.save, scenario.name)) {
    options.first.push_back(std::move(token));
  }
  return options;
}

Report searched(const Scenario& scenario, const Options& options, Monitor& monitor) {
  if (flags().resume.empty()) return explore(scenario, options, monitor);
  return resume(scenario, output::read_whole(flags().resume), options, monitor);
}

void search(const Scenario& scenario, const Options& given, kernel::Location at) {
  const Options options = with_saved(scenario, given);
  Report report;
  std::string skipped;
  std::vector<testing::TestPartResult> outside;
  Keeper keeper(scenario.name);
  {
    Collector collector;
    report = searched(scenario, options, keeper);
    skipped = collector.skipped();
    outside = collector.outside();
  }
  for (const auto& failure : outside) {
    ADD_FAILURE_AT(failure.file_name(), failure.line_number()) << failure.message();
  }
  if (!skipped.empty()) return skip(skipped, at);
  record(report);
  say(report);
  fail_for(report, at);
  keeper.conclude(report.cut_off);
  if (!report.interrupted) return;
  testing::GTEST_FLAG(fail_fast) = true;
  ADD_FAILURE_AT(at.file, at.line) << "interrupted";
}

void follow(const Scenario& scenario, const Options& options, kernel::Location at) {
  if (scenario_of_token(flags().replay) != scenario.name) {
    return skip("the token to replay belongs to another test", at);
  }
  Replay replayed;
  {
    Collector collector;
    replayed = replay(scenario, flags().replay, with_flags(options));
  }
  if (replayed.outcome == Replay::Outcome::diverged) {
    ADD_FAILURE_AT(at.file, at.line) << "the replay diverged: " << replayed.divergence;
  }
  if (replayed.outcome == Replay::Outcome::reproduced) fail_for(replayed.report, at);
  if (replayed.outcome == Replay::Outcome::passed) {
    std::cout << "[     weft ] the schedule of the token breaks nothing\n";
  }
}

}  // namespace

void run(const Options& options, const std::function<void()>& body, kernel::Location at) try {
  Scenario scenario;
  scenario.name = name_of_running_test();
  scenario.body = body;
  scenario.at = at;
  if (flags().replay.empty()) {
    search(scenario, options, at);
  } else {
    follow(scenario, options, at);
  }
} catch (const std::invalid_argument& refused) {
  ADD_FAILURE_AT(at.file, at.line) << refused.what();
}

}  // namespace weft::gtest
