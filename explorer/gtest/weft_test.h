// Scenarios as GoogleTest tests: each is searched, not run once.
//
//   WEFT_TEST(Counter, AddsUp) { … }
//   WEFT_TEST(Pool, Big, .time = 30s, .spurious_wakeups = true) { … }
//
// They are GoogleTest's own tests: filters, shards, repetition and reports work, and a suite may
// have plain tests too. EXPECT_* and ASSERT_* may stand in any goroutine; what fails there fails
// the test, with the schedule that leads to it. SCOPED_TRACE is for code without goroutines.
#pragma once

#include <gtest/gtest.h>

#include "weft/explorer/gtest/assertion.h"
#include "weft/explorer/gtest/expect.h"
#include "weft/explorer/gtest/run.h"
#include "weft/primitives/weft.h"

/// A test whose body is a scenario. What follows the name are members of weft::Options.
#define WEFT_TEST(suite, ...) WEFT_DETAIL_TEST(suite, __VA_ARGS__, )

/// The same with a fixture. It is made, set up, torn down and destroyed in each execution, so its
/// members may be primitives; what a suite shares belongs into SetUpTestSuite.
#define WEFT_TEST_F(fixture, ...) WEFT_DETAIL_TEST_F(fixture, __VA_ARGS__, )

/// The same with a parameter; see INSTANTIATE_TEST_SUITE_P.
#define WEFT_TEST_P(fixture, ...) WEFT_DETAIL_TEST_P(fixture, __VA_ARGS__, )

#define WEFT_DETAIL_TEST(suite, name, ...)                                       \
  static void suite##_##name##_scenario();                                       \
  TEST(suite, name) {                                                            \
    ::weft::gtest::run(::weft::Options{__VA_ARGS__}, &suite##_##name##_scenario, \
                       ::weft::kernel::Location{__FILE__, __LINE__});            \
  }                                                                              \
  static void suite##_##name##_scenario()

#define WEFT_DETAIL_BODY(fixture, name)                \
  class fixture##_##name##_Scenario : public fixture { \
   public:                                             \
    void TestBody() override;                          \
  }

#define WEFT_DETAIL_RUN(fixture, name, ...)                                    \
  ::weft::gtest::run(::weft::Options{__VA_ARGS__},                             \
                     &::weft::gtest::run_fixture<fixture##_##name##_Scenario>, \
                     ::weft::kernel::Location{__FILE__, __LINE__})

#define WEFT_DETAIL_TEST_F(fixture, name, ...)                \
  WEFT_DETAIL_BODY(fixture, name);                            \
  GTEST_TEST_(fixture, name, ::weft::gtest::Outside<fixture>, \
              ::testing::internal::GetTypeId<fixture>()) {    \
    WEFT_DETAIL_RUN(fixture, name, __VA_ARGS__);              \
  }                                                           \
  void fixture##_##name##_Scenario::TestBody()

#define WEFT_DETAIL_TEST_P(fixture, name, ...)                                                     \
  WEFT_DETAIL_BODY(fixture, name);                                                                 \
  class fixture##_##name##_Test : public ::weft::gtest::OutsideWithParam<fixture> {                \
    void TestBody() override { WEFT_DETAIL_RUN(fixture, name, __VA_ARGS__); }                      \
  };                                                                                               \
  [[maybe_unused]] static const int fixture##_##name##_registered = [] {                           \
    ::testing::UnitTest::GetInstance()                                                             \
        ->parameterized_test_registry()                                                            \
        .GetTestSuitePatternHolder<fixture>(#fixture,                                              \
                                            ::testing::internal::CodeLocation(__FILE__, __LINE__)) \
        ->AddTestPattern(#fixture, #name,                                                          \
                         new ::testing::internal::TestMetaFactory<fixture##_##name##_Test>(),      \
                         ::testing::internal::CodeLocation(__FILE__, __LINE__));                   \
    return 0;                                                                                      \
  }();                                                                                             \
  void fixture##_##name##_Scenario::TestBody()
