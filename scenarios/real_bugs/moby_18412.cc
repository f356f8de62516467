// Moby 18412: a command that takes too long is killed, and its output and exit code are read while
// whoever waits for the process may still write them. The fix sends both as one message, and uses
// them only if it came.
//
// The process is a goroutine; in the fixed form its output is waited for in any case.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

struct Result {
  int exit_code;
};

struct Command {
  Shared<int> output{0, "output"};
  Shared<int> exit_code{0, "exit_code"};
  WaitGroup copied{"copied"};

  void start() {
    copied.go([this] { output = 1; });
  }
};

void bug() {
  Command command;
  const Chan<Unit> done("done");
  command.start();
  go("waiter", [&, done] {
    command.copied.wait();
    command.exit_code = 1;
    done.send({});
  });
  select(recv(after(1ms)), recv(done));
  (void)command.output.load();
  (void)command.exit_code.load();
}

void fixed() {
  Command command;
  const Chan<Result> done(1, "done");
  command.start();
  go("waiter", [&, done] {
    command.copied.wait();
    done.send({.exit_code = 1});
  });
  select(recv(after(1ms)),
         recv(done, [&](Result result) { command.exit_code = result.exit_code; }));
  command.copied.wait();
  (void)command.output.load();
  (void)command.exit_code.load();
}

const RegisteredBug registered{
    {"moby_18412", bug, fixed, kind::kDataRace, "Results read after the time limit"}};

}  // namespace
}  // namespace weft
