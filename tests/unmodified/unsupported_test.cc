// What cannot be explored is said when it is used.
#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>

#include <pthread.h>
#include <unistd.h>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

void expect_told(const std::function<void()>& body, const std::string& words) {
  const std::string message = finding_of(body);
  EXPECT_NE(message.find(words), std::string::npos) << message;
}

TEST(UnmodifiedUnsupported, ProcessesAreRefused) {
  expect_told([] { (void)fork(); }, "fork is not supported in a scenario");
  expect_told([] { (void)std::system("true"); }, "system is not supported in a scenario");
}

TEST(UnmodifiedUnsupported, SignalsAreRefused) {
  expect_told([] { std::signal(SIGUSR1, SIG_IGN); }, "signal is not supported in a scenario");
  expect_told([] { kill(getpid(), SIGUSR1); }, "kill is not supported in a scenario");
}

TEST(UnmodifiedUnsupported, CancellingAThreadIsRefused) {
  expect_told(
      [] {
        std::thread thread([] {});
        pthread_cancel(thread.native_handle());
        thread.join();
      },
      "pthread_cancel is not supported in a scenario");
}

TEST(UnmodifiedUnsupported, ExitIsAFinding) {
  expect_told([] { std::exit(0); }, "it called exit()");
  expect_told([] { std::thread([] { _exit(3); }).join(); }, "it called _exit()");
}

}  // namespace
}  // namespace weft
