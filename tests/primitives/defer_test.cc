// defer, by the language specification as far as a scope can follow it.
#include "weft/primitives/defer.h"

#include <gtest/gtest.h>

#include <string>

#include "weft/primitives/panic.h"

namespace weft {
namespace {

TEST(Defer, RunsWhenTheScopeIsLeft) {
  std::string log;
  {
    const Defer last([&] { log += "deferred"; });
    log += "body, ";
  }
  EXPECT_EQ(log, "body, deferred");
}

TEST(Defer, RunsInReverseOrder) {
  std::string log;
  {
    const Defer one([&] { log += "1"; });
    const Defer two([&] { log += "2"; });
  }
  EXPECT_EQ(log, "21");
}

TEST(Defer, RunsOnAnEarlyReturn) {
  std::string log;
  const auto f = [&](bool early) {
    const Defer last([&] { log += "deferred"; });
    if (early) return;
    log += "late";
  };
  f(true);
  EXPECT_EQ(log, "deferred");
}

TEST(Defer, RunsWhenTheFunctionPanics) {
  std::string log;
  try {
    const Defer last([&] { log += "deferred, "; });
    panic("no");
  } catch (const Panic& recovered) {
    log += recovered.what();
  }
  EXPECT_EQ(log, "deferred, no");
}

TEST(Defer, MayItselfPanic) {
  const auto f = [] { const Defer last([] { panic("in defer"); }); };
  EXPECT_THROW(f(), Panic);
}

TEST(Defer, TellsAFunctionThatAsksWhereItWasDeferred) {
  int line = 0;
  int deferred_at = 0;
  {
    const Defer last([&](Location at) { line = at.line; });
    deferred_at = __LINE__ - 1;
  }
  EXPECT_EQ(line, deferred_at);
}

}  // namespace
}  // namespace weft
