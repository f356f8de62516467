// What a WEFT_TEST does: search its body, and turn the report into the outcome of a test.
#pragma once

#include <gtest/gtest.h>

#include <functional>

#include "weft/explorer/explore/options.h"
#include "weft/explorer/gtest/collector.h"
#include "weft/explorer/kernel/location.h"

namespace weft::gtest {

/// Searches `body` under the name of the running test, or replays it if a token says so. What is
/// found fails the test.
void run(const Options& options, const std::function<void()>& body, kernel::Location at);

/// A fixture's test: everything about it, from constructor to destructor, belongs to an execution.
template <class Body>
class Inside : public Body {
 public:
  void run() {
    const unsigned failures = fatal_failures();
    this->SetUp();
    if (fatal_failures() == failures) this->TestBody();
    this->TearDown();
  }
};

template <class Body>
void run_fixture() {
  Inside<Body>().run();
}

/// The test GoogleTest sees of a fixture's: it has its suite's set-up, and nothing of its own.
template <class Fixture>
class Outside : public testing::Test {
 public:
  static void SetUpTestSuite() { Fixture::SetUpTestSuite(); }
  static void TearDownTestSuite() { Fixture::TearDownTestSuite(); }
};

/// Likewise, with a parameter.
template <class Fixture>
class OutsideWithParam : public testing::TestWithParam<typename Fixture::ParamType> {};

}  // namespace weft::gtest
