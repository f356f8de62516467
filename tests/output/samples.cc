#include "weft/tests/output/samples.h"

#include <utility>

namespace weft::samples {
namespace {

constexpr const char* kFile = WEFT_SOURCE_DIR "/tests/output/golden/src/bank.txt";

Place place(int line) {
  return {.file = kFile, .line = line};
}

}  // namespace

std::size_t Tale::goroutine(std::string name, int spawned_at) {
  const std::size_t number = told.transcript.goroutines.size();
  Transcript::Goroutine& g = told.transcript.goroutines.emplace_back();
  g.name = std::move(name);
  if (number == 0) return number;
  g.parent = 0;
  g.spawned = place(spawned_at);
  Transcript::Step& go = step(0, "go", g.name, spawned_at);
  go.kind = Transcript::StepKind::spawn;
  go.peer = static_cast<long>(number);
  return number;
}

Transcript::Step& Tale::step(std::size_t goroutine, std::string operation, std::string object,
                             int line) {
  Transcript::Step& step = told.transcript.steps.emplace_back();
  step.goroutine = goroutine;
  step.operation = std::move(operation);
  step.object = std::move(object);
  step.at = place(line);
  step.event = events_++;
  return step;
}

Transcript::Step& Tale::access(std::size_t goroutine, std::string verb, std::string object,
                               int line) {
  Transcript::Step& access = step(goroutine, std::move(verb), std::move(object), line);
  access.kind = Transcript::StepKind::access;
  return access;
}

void Tale::waits(std::size_t goroutine, std::string operation, std::string object, int line) {
  told.transcript.goroutines[goroutine].waits = {
      .operation = std::move(operation), .object = std::move(object), .at = place(line)};
}

void Tale::holds(std::size_t goroutine, std::string object, std::size_t since_step, int line) {
  told.transcript.goroutines[goroutine].holds.push_back(
      {.object = std::move(object), .since_step = since_step, .at = place(line)});
}

void Tale::exits(std::size_t goroutine) {
  told.transcript.goroutines[goroutine].finished = true;
  step(goroutine, "exit", "", 0).kind = Transcript::StepKind::exit;
  told.transcript.steps.back().at = {};
}

Counterexample deadlock() {
  Tale tale;
  tale.goroutine("main", 0);
  tale.step(0, "add", "all", 1).result = "2";
  const std::size_t first = tale.goroutine("transfer", 2);
  const std::size_t second = tale.goroutine("transfer#2", 3);
  tale.step(first, "lock", "cash", 2).switched = true;
  Transcript::Step& other = tale.step(second, "lock", "book", 2);
  other.switched = other.preempted = true;
  other.need = Transcript::Need::needed;
  tale.waits(0, "wait", "all", 6);
  tale.waits(first, "lock", "book", 3);
  tale.waits(second, "lock", "cash", 3);
  tale.holds(first, "cash", 3, 2);
  tale.holds(second, "book", 4, 2);
  tale.told.finding = {.kind = kind::kDeadlock,
                       .message = "transfer and transfer#2 wait for each other",
                       .goroutines = {"transfer", "transfer#2"},
                       .objects = {"book", "cash"}};
  tale.told.cause = {"transfer waits at lock book (bank.txt:3), held by transfer#2 since step 5.",
                     "transfer#2 waits at lock cash (bank.txt:3), held by transfer since step 4."};
  tale.told.cause.push_back("The order that decides: transfer's lock cash came first.");
  tale.told.decisive = {3, 4};
  tale.told.token = "w1.bank/transfer.2G2-3.nJ_nc";
  tale.told.found_in_execution = 2;
  tale.told.minimal = true;
  tale.told.transcript.preemptions = 1;
  tale.told.transcript.switches = 2;
  return std::move(tale.told);
}

Counterexample leak() {
  Tale tale;
  tale.goroutine("main", 0);
  for (int i = 1; i <= 8; ++i) tale.goroutine("worker#" + std::to_string(i), 7);
  for (int job = 0; job < 12; ++job) {
    const std::size_t worker = 1 + static_cast<std::size_t>(job) % 8;
    Transcript::Step& send = tale.step(0, "send", "jobs", 4);
    send.peer = static_cast<long>(worker);
    send.result = std::to_string(job);
    tale.step(worker, "send", "results", 7).peer = 0;
    tale.step(worker, "load", "stopped", 7).result = "false";
  }
  for (int i = 0; i < 5; ++i) tale.step(1, "load", "stopped", 7).result = "false";
  tale.exits(0);
  for (std::size_t worker = 1; worker <= 7; ++worker) tale.waits(worker, "recv", "jobs", 1);
  tale.exits(8);
  tale.told.finding = {.kind = kind::kLeak,
                       .message = "worker#1 waits for ever at recv jobs (bank.txt:1)",
                       .goroutines = {"worker#1"},
                       .objects = {"jobs"}};
  tale.told.cause = {"main was the last other one to use jobs, and has finished."};
  tale.told.token = "w1.bank/workers.0.2k";
  tale.told.found_in_execution = 1;
  tale.told.transcript.switches = 24;
  return std::move(tale.told);
}

Counterexample with_passing() {
  Tale tale;
  tale.goroutine("main", 0);
  tale.step(0, "add", "all", 1).result.append("2");
  const std::size_t first = tale.goroutine("transfer", 2);
  const std::size_t second = tale.goroutine("transfer#2", 3);
  const auto transfers = [&](std::size_t g, const char* from, const char* to) {
    tale.step(g, "lock", from, 2).switched = true;
    tale.step(g, "lock", to, 3);
    tale.step(g, "unlock", "cash", 4);
    tale.step(g, "unlock", "book", 4);
    tale.exits(g);
  };
  transfers(first, "cash", "book");
  transfers(second, "book", "cash");
  tale.step(0, "wait", "all", 6);
  Counterexample told = deadlock();
  told.passing = std::move(tale.told.transcript);
  told.passing_token = "w1.bank/transfer.9.nJ_ab";
  return told;
}

Counterexample race() {
  Tale tale;
  tale.goroutine("main", 0);
  const std::size_t writer = tale.goroutine("schreiber-\xC3\xA4", 7);
  Transcript::Step& write = tale.access(writer, "write", "konto \xE2\x82\xAC", 4);
  write.result = "\"90\n\x1b[31m\"";
  write.stack = {{.function = "abheben", .at = place(4)}, {.function = {}, .at = place(6)}};
  write.prints = {{.goroutine = writer, .text = "abgehoben: 90 \xE2\x82\xAC\nSaldo \x1b[31m-1"}};
  tale.access(0, "read", "konto \xE2\x82\xAC", 7).result = "\xE5\x8D\x81";
  tale.exits(0);
  tale.exits(writer);
  tale.told.finding = {.kind = kind::kDataRace,
                       .message = "read of konto \xE2\x82\xAC is not ordered against the write",
                       .goroutines = {"main", "schreiber-\xC3\xA4"},
                       .objects = {"konto \xE2\x82\xAC"},
                       .steps = {1, 2}};
  tale.told.token = "w1.bank/konto.0.0I";
  tale.told.found_in_execution = 1;
  tale.told.minimal = true;
  return std::move(tale.told);
}

Report report(std::string scenario, Counterexample told) {
  Report report;
  report.scenario = std::move(scenario);
  report.verdict = Verdict::violation;
  report.executions = told.found_in_execution;
  report.events = report.depth = told.transcript.steps.size();
  report.elapsed_seconds = 0.25;
  report.counterexamples.push_back(std::move(told));
  return report;
}

}  // namespace weft::samples
