// sync/atomic, by its documentation.
#include <gtest/gtest.h>

#include <string>
#include <type_traits>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using testing_support::executions;
using testing_support::Outcomes;
using testing_support::outcomes;

std::string found(const std::function<void()>& body) {
  return testing_support::explored(body);
}

TEST(Atomic, LoadsWhatWasStored) {
  EXPECT_EQ(found([] {
              Atomic<int> x(3, "x");
              expect(x.load() == 3, "as it was made");
              x.store(4);
              expect(x.load() == 4, "as it was stored");
              expect(Atomic<int>().load() == 0, "the zero value");
            }),
            "verified");
}

/// "The swap operation … is the atomic equivalent of: old = *addr; *addr = new; return old"
TEST(Atomic, SwapsForTheValueBefore) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              int other = 0;
              WaitGroup all("all");
              all.go([&] { other = x.swap(1); });
              const int mine = x.swap(2);
              all.wait();
              return std::to_string(mine) + std::to_string(other) + std::to_string(x.load());
            }),
            (Outcomes{"021", "102"}));
}

/// "if *addr == old { *addr = new; return true }; return false"
TEST(Atomic, OneOfTwoComparisonsSucceeds) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              bool other = false;
              WaitGroup all("all");
              all.go([&] { other = x.compare_and_swap(0, 1); });
              const bool mine = x.compare_and_swap(0, 2);
              all.wait();
              return std::to_string(mine) + std::to_string(other) + std::to_string(x.load());
            }),
            (Outcomes{"102", "011"}));
}

/// "*addr += delta; return *addr"
TEST(Atomic, AddsAndReturnsTheNewValue) {
  EXPECT_EQ(found([] {
              Atomic<int> x(40, "x");
              expect(x.add_fetch(2) == 42, "the new one");
              expect(x.add_fetch(-2) == 40, "downwards, too");
            }),
            "verified");
}

/// As std::atomic's does.
TEST(Atomic, FetchesTheValueBeforeItAdds) {
  EXPECT_EQ(found([] {
              Atomic<int> x(40, "x");
              expect(x.fetch_add(2) == 40, "the one before");
              expect(x.fetch_add(-2) == 42, "downwards, too");
            }),
            "verified");
}

/// "And and Or … return the old value."
TEST(Atomic, MasksAndReturnsTheOldValue) {
  EXPECT_EQ(found([] {
              Atomic<int> x(6, "x");
              expect(x.fetch_and(3) == 6, "old");
              expect(x.load() == 2, "new");
              expect(x.fetch_or(1) == 2, "old");
              expect(x.load() == 3, "new");
            }),
            "verified");
}

TEST(Atomic, LoadAndStoreAreTwoSteps) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              WaitGroup all("all");
              for (int i = 0; i < 2; ++i) all.go([&] { x.store(x.load() + 1); });
              all.wait();
              return std::to_string(x.load());
            }),
            (Outcomes{"1", "2"}));
}

TEST(Atomic, AddIsOne) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              WaitGroup all("all");
              for (int i = 0; i < 3; ++i) all.go([&] { x.add(1); });
              all.wait();
              return std::to_string(x.load());
            }),
            (Outcomes{"3"}));
}

TEST(Atomic, AddsWhoseOrderNobodySeesAreNotReordered) {
  EXPECT_EQ(executions([] {
              Atomic<int> x(0, "x");
              WaitGroup all("all");
              for (int i = 0; i < 4; ++i) all.go([&] { x.add(1); });
              all.wait();
              expect(x.load() == 4, "all of them");
            }),
            1U);
}

TEST(Atomic, HoldsAnythingThatCanBeCompared) {
  EXPECT_EQ(found([] {
              const int one = 1;
              Atomic<const int*> pointer(nullptr, "pointer");
              Atomic<bool> flag(false, "flag");
              expect(pointer.compare_and_swap(nullptr, &one), "a pointer");
              expect(!flag.swap(true), "a flag");
              expect(*pointer.load() == 1 && flag.load(), "both changed");
            }),
            "verified");
}

TEST(Atomic, CannotBeCopied) {
  static_assert(!std::is_copy_constructible_v<Atomic<int>>);
  static_assert(!std::is_copy_assignable_v<Atomic<int>>);
}

}  // namespace
}  // namespace weft
