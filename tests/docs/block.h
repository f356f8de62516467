// What blocks of the documentation may use without saying so, and what their tests are made of.
#pragma once

#include <gtest/gtest.h>

#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/gtest/weft_test.h"
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/sanitized.h"

/// A WEFT_TEST that is shown for what it finds.
#define WEFT_DOCS_FAILS(kind, suite, name, ...)                                   \
  static void suite##_##name##_scenario();                                        \
  TEST(suite, name) {                                                             \
    EXPECT_FINDS(kind, &suite##_##name##_scenario, ::weft::Options{__VA_ARGS__}); \
  }                                                                               \
  static void suite##_##name##_scenario()
