#include "weft/explorer/kernel/function.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <utility>

namespace weft::kernel {
namespace {

void plain() {}

/// Says how many of it there are.
class Counted {
 public:
  explicit Counted(int& alive) : alive_(&alive) { ++*alive_; }
  Counted(Counted&& other) noexcept : alive_(other.alive_) { ++*alive_; }
  Counted& operator=(Counted&&) = delete;
  ~Counted() { --*alive_; }

 private:
  int* alive_;
};

TEST(Function, CallsWhatItWasMadeFrom) {
  int calls = 0;
  Function f = [&calls] { ++calls; };
  f();
  EXPECT_EQ(calls, 1);
}

TEST(Function, CanBeGivenOneThatItHoldsItself) {
  int calls = 0;
  Function* held = nullptr;
  Function f = [&held, inner = Function([&calls] { ++calls; })]() mutable { held = &inner; };
  f();
  f = std::move(*held);
  f();
  EXPECT_EQ(calls, 1);
}

TEST(Function, DropsWhatItReturns) {
  int calls = 0;
  Function f = [&calls] { return ++calls; };
  f();
  EXPECT_EQ(calls, 1);
}

TEST(Function, ReturnsWhatWasAskedFor) {
  Callable<long> f = [owned = std::make_unique<int>(7)] { return *owned; };
  EXPECT_EQ(f(), 7);
}

TEST(Function, KnowsWhetherThereIsSomethingToCall) {
  EXPECT_FALSE(Function());
  EXPECT_TRUE(Function(plain));
  EXPECT_FALSE(Function(std::function<void()>()));
}

TEST(Function, KeepsWhatCannotBeCopied) {
  int seen = 0;
  Function f = [&seen, owned = std::make_unique<int>(7)] { seen = *owned; };
  Function moved = std::move(f);
  moved();
  EXPECT_EQ(seen, 7);
}

TEST(Function, KeepsWhatIsLargerThanItself) {
  int seen = 0;
  std::array<int, 100> large{};
  large[99] = 7;
  Function f = [&seen, large] { seen = large[99]; };
  Function moved = std::move(f);
  moved();
  EXPECT_EQ(seen, 7);
}

TEST(Function, KeepsWhatIsAlignedMoreStrictlyThanItself) {
  struct alignas(64) Wide {
    int value = 7;
  };
  const void* at = nullptr;
  Function f = [&at, wide = Wide{}] { at = &wide; };
  f();
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(at) % 64, 0U);
}

TEST(Function, DestroysOnceWhatItHasMoved) {
  int alive = 0;
  {
    Function f = [counted = Counted(alive)] {};
    Function moved = std::move(f);
    f = std::move(moved);
    EXPECT_EQ(alive, 1);
  }
  EXPECT_EQ(alive, 0);
}

TEST(Function, DestroysWhatItHeldWhenItIsGivenAnother) {
  int alive = 0;
  Function f = [counted = Counted(alive)] {};
  f = Function([] {});
  EXPECT_EQ(alive, 0);
}

TEST(Function, DestroysWhatItHeldWhenItIsReset) {
  int alive = 0;
  Function f = [counted = Counted(alive), large = std::array<int, 100>{}] { (void)large; };
  f.reset();
  EXPECT_EQ(alive, 0);
}

TEST(Function, ThrowsWhenThereIsNothingToCall) {
  Function f;
  EXPECT_THROW(f(), std::bad_function_call);
}

TEST(Function, IsNothingIfMadeFromANullPointer) {
  void (*nothing)() = nullptr;
  Function f = nothing;
  EXPECT_THROW(f(), std::bad_function_call);
}

TEST(Function, TakesAPlainFunction) {
  Function f = plain;
  EXPECT_NO_THROW(f());
}

TEST(Function, LetsThroughWhatIsThrown) {
  Function f = [] { throw std::runtime_error("out"); };
  EXPECT_THROW(f(), std::runtime_error);
}

}  // namespace
}  // namespace weft::kernel
