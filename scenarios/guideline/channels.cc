// Channels: signal that something is done, hand out jobs, collect results.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// BAD: one value wakes one of two who wait.
void bad_done_channel() {
  const Chan<Unit> done("done");
  for (int i = 0; i < 2; ++i) go(i == 0 ? "first" : "second", [=] { done.recv(); });
  done.send({});
}

/// GOOD: closing wakes everybody.
void good_done_channel() {
  const Chan<Unit> done("done");
  for (int i = 0; i < 2; ++i) go(i == 0 ? "first" : "second", [=] { done.recv(); });
  done.close();
}

constexpr int kJobs = 3;

/// BAD: nobody receives yet, and the channel has no room: main waits before it starts a worker.
void bad_fan_out() {
  const Chan<int> jobs("jobs");
  const Chan<int> results(kJobs, "results");
  for (int job = 0; job < kJobs; ++job) jobs.send(job);
  jobs.close();
  for (int w = 0; w < 2; ++w) {
    go([=] {
      for (const int job : jobs) results.send(job * job);
    });
  }
}

/// GOOD: there is room for all jobs, and closing tells the workers that these were all.
void good_fan_out() {
  const Chan<int> jobs(kJobs, "jobs");
  const Chan<int> results(kJobs, "results");
  for (int w = 0; w < 2; ++w) {
    go([=] {
      for (const int job : jobs) results.send(job * job);
    });
  }
  for (int job = 0; job < kJobs; ++job) jobs.send(job);
  jobs.close();
  int sum = 0;
  for (int job = 0; job < kJobs; ++job) sum += results.recv();
  expect(sum == 0 + 1 + 4, "every job done once");
}

/// BAD: waits for the workers before it reads what they wait to send.
void bad_collect_results() {
  const Chan<int> results("results");
  WaitGroup workers("workers");
  for (int i = 1; i <= 2; ++i) workers.go([=] { results.send(i); });
  workers.wait();
  results.close();
  for (const int result : results) expect(result > 0, "a result");
}

/// GOOD: waits and closes beside the reader, who so knows when he has them all.
void good_collect_results() {
  const Chan<int> results("results");
  WaitGroup workers("workers");
  for (int i = 1; i <= 2; ++i) workers.go([=] { results.send(i); });
  go("closer", [&] {
    workers.wait();
    results.close();
  });
  int sum = 0;
  for (const int result : results) sum += result;
  expect(sum == 1 + 2, "all results");
}

/// GOOD: who may only send cannot receive, who may only receive cannot close: it would not compile.
void produce(SendChan<int> out) {
  for (int i = 1; i <= 3; ++i) out.send(i);
  out.close();
}

void square(RecvChan<int> in, SendChan<int> out) {
  for (const int value : in) out.send(value * value);
  out.close();
}

void good_directions() {
  const Chan<int> numbers("numbers");
  const Chan<int> squares("squares");
  go("produce", [=] { produce(numbers); });
  go("square", [=] { square(numbers, squares); });
  int sum = 0;
  for (const int value : squares.receiver()) sum += value;
  expect(sum == 1 + 4 + 9, "every square");
}

const Registered registered[] = {
    Registered{{.name = "guideline/channels/bad_done_channel",
                .body = bad_done_channel,
                .expects = kind::kLeak,
                .summary = "One value sent to tell two goroutines that it is over"}},
    Registered{{.name = "guideline/channels/good_done_channel",
                .body = good_done_channel,
                .summary = "A done channel that is closed, so that everybody hears it"}},
    Registered{{.name = "guideline/channels/bad_fan_out",
                .body = bad_fan_out,
                .expects = kind::kDeadlock,
                .summary = "Jobs sent on an unbuffered channel before there is a worker"}},
    Registered{{.name = "guideline/channels/good_fan_out",
                .body = good_fan_out,
                .summary = "Jobs handed out to two workers through a buffered channel"}},
    Registered{{.name = "guideline/channels/bad_collect_results",
                .body = bad_collect_results,
                .expects = kind::kDeadlock,
                .summary = "Waiting for workers that wait for their results to be read"}},
    Registered{{.name = "guideline/channels/good_collect_results",
                .body = good_collect_results,
                .summary = "Results read until somebody else has waited and closed"}},
    Registered{{.name = "guideline/channels/good_directions",
                .body = good_directions,
                .summary = "A pipeline whose stages can only do their half of a channel"}},
};

}  // namespace
}  // namespace weft
