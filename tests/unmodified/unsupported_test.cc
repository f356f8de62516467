// What cannot be explored is said when it is used.
#include <gmock/gmock.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>

#include <pthread.h>
#include <unistd.h>

#include "weft/tests/unmodified/c_library.h"
#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

using testing::Contains;
using testing::HasSubstr;

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

/// What a report says it has not seen.
std::string unseen(const std::function<void()>& body) {
  const Report report = explore(body);
  std::string all;
  for (const std::string& warning : report.warnings) all += warning + '\n';
  return all;
}

TEST(UnmodifiedUnsupported, CodeWithoutTheFlagsIsNoticed) {
  EXPECT_THAT(unseen([] { blind_threads(); }), HasSubstr("was their code compiled with the flags"));
  EXPECT_EQ(unseen([] {
              int count = 0;
              std::thread([&] { ++count; }).join();
            }),
            "");
}

TEST(UnmodifiedUnsupported, WhatAsksTheOutsideWorldIsNamed) {
  EXPECT_THAT(unseen([] { (void)getpid(); }), HasSubstr("getpid is used at unsupported_test.cc:"));
  EXPECT_THAT(unseen([] { (void)std::random_device{}(); }),
              HasSubstr("std::random_device is used at unsupported_test.cc:"));
}

TEST(UnmodifiedUnsupported, ANondeterministicScenarioIsToldWhatItAsked) {
  const Report report = explore([] {
    std::atomic<int> turns{0};
    std::random_device chance;
    const auto more = [&] { return chance() % 8 != 0; };
    std::thread other([&] {
      while (more()) ++turns;
    });
    while (more()) ++turns;
    other.join();
  });
  ASSERT_EQ(report.verdict, Verdict::nondeterministic);
  EXPECT_THAT(report.counterexamples.at(0).cause,
              Contains(HasSubstr("std::random_device is used at unsupported_test.cc:")));
}

TEST(UnmodifiedUnsupported, RandIsASequenceOfItsOwnForEachThread) {
  EXPECT_VERIFIED([] {
    std::atomic<int> turns{0};
    std::srand(7);
    const auto draw = [&] {
      for (int i = std::rand() % 3; i > 0; --i) ++turns;
    };
    std::thread other(draw);
    draw();
    other.join();
  });
}

}  // namespace
}  // namespace weft
