// CockroachDB 9935: when the log file could not be created, the logger exited with its mutex
// locked, and exiting locks that mutex. The fix unlocks before it exits.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Logger {
  Mutex mu{"mu"};

  static bool create_file() { return choose(2) == 0; }
  void exit() {
    mu.lock();
    mu.unlock();
  }
};

void bug() {
  Logger logger;
  go("output", [&] {
    logger.mu.lock();
    if (!Logger::create_file()) logger.exit();
    logger.mu.unlock();
  });
}

void fixed() {
  Logger logger;
  go("output", [&] {
    logger.mu.lock();
    if (!Logger::create_file()) {
      logger.mu.unlock();
      logger.exit();
      return;
    }
    logger.mu.unlock();
  });
}

const RegisteredBug registered{{"cockroach_9935", bug, fixed, kind::kDeadlock,
                                "An error path that locks the mutex its caller holds"}};

}  // namespace
}  // namespace weft
