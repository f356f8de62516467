// sync.Once, OnceFunc and OnceValue, by their documentation and by the memory model.
#include "weft/primitives/once.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <type_traits>
#include <utility>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"

namespace weft {
namespace {

using namespace testing_support;

TEST(Once, CallsTheFunctionOnlyOnce) {
  std::set<int> calls;
  (void)explore([&] {
    Once once;
    WaitGroup all;
    int called = 0;
    for (int i = 0; i < 3; ++i) {
      all.go([&] { once.do_once([&] { ++called; }); });
    }
    all.wait();
    calls.insert(called);
  });
  EXPECT_EQ(calls, std::set<int>{1});
}

/// "…each invocation of Do, even if f has a different value": the first call alone counts.
TEST(Once, CallsOnlyTheFirstFunctionItIsGiven) {
  std::set<std::string> called;
  (void)explore([&] {
    Once once;
    std::string who;
    once.do_once([&] { who += "a"; });
    once.do_once([&] { who += "b"; });
    called.insert(who);
  });
  EXPECT_EQ(called, std::set<std::string>{"a"});
}

TEST(Once, AnyCallerMayBeTheFirst) {
  std::set<int> first;
  (void)explore([&] {
    Once once;
    WaitGroup all;
    int winner = 0;
    for (int i = 1; i <= 3; ++i) {
      all.go([&, i] { once.do_once([&] { winner = i; }); });
    }
    all.wait();
    first.insert(winner);
  });
  EXPECT_EQ(first, (std::set<int>{1, 2, 3}));
}

/// "No call to Do returns until the one call to f returns."
TEST(Once, NoCallReturnsBeforeTheFunctionHas) {
  bool early = false;
  (void)explore([&] {
    Once once;
    Atomic<bool> done(false);
    const auto call = [&] {
      once.do_once([&] { done.store(true); });
      early = early || !done.load();
    };
    go(call);
    go(call);
  });
  EXPECT_FALSE(early);
}

/// "If f causes Do to be called, it will deadlock."
TEST(Once, CallingItFromItselfIsADeadlock) {
  EXPECT_EQ(explored([] {
              Once once("once");
              once.do_once([&] { once.do_once([] {}); });
            }),
            kind::kDeadlock);
}

/// "If f panics, Do considers it to have returned; future calls of Do return without calling f."
TEST(Once, AFunctionThatPanicsHasBeenDone) {
  std::set<std::string> seen;
  (void)explore([&] {
    Once once;
    std::string what;
    try {
      once.do_once([] { panic("no"); });
    } catch (const Panic& p) {
      what = p.what();
    }
    once.do_once([&] { what += " again"; });
    seen.insert(what);
  });
  EXPECT_EQ(seen, std::set<std::string>{"no"});
}

/// The memory model: the completion of f is synchronized before the return of any call of Do.
TEST(Once, OrdersTheFunctionBeforeEveryReturn) {
  EXPECT_EQ(explored([] {
              Once once;
              Shared<int> config(0, "config");
              const auto use = [&] {
                once.do_once([&] { config.store(1); });
                (void)config.load();
              };
              go(use);
              go(use);
            }),
            "verified");
}

TEST(Once, OnlyWhoComesFirstMatters) {
  EXPECT_EQ(executions([] {
              Once once;
              for (int i = 0; i < 4; ++i) {
                go([&] { once.do_once([] {}); });
              }
            }),
            4U);
}

TEST(OnceFunc, CopiesDoItOnce) {
  std::set<int> calls;
  (void)explore([&] {
    WaitGroup all;
    int called = 0;
    const OnceFunc f = once_func([&] { ++called; });
    all.go([f] { f(); });
    all.go([f] { f(); });
    all.wait();
    calls.insert(called);
  });
  EXPECT_EQ(calls, std::set<int>{1});
}

/// "If f panics, the returned function will panic with the same value on every call."
TEST(OnceFunc, PanicsOnEveryCallIfTheFunctionDid) {
  int panics = 0;
  (void)explore([&] {
    panics = 0;
    const OnceFunc f = once_func([] { panic("broken"); });
    for (int i = 0; i < 3; ++i) {
      try {
        f();
      } catch (const Panic& p) {
        if (std::string(p.what()) == "broken") ++panics;
      }
    }
  });
  EXPECT_EQ(panics, 3);
}

TEST(OnceValue, GivesEveryoneTheOneResult) {
  std::set<std::pair<int, int>> seen;
  (void)explore([&] {
    Atomic<int> calls(0);
    WaitGroup all;
    const auto value = once_value([&] { return calls.add_fetch(1); });
    int a = 0;
    int b = 0;
    all.go([&] { a = value(); });
    all.go([&] { b = value(); });
    all.wait();
    seen.emplace(a, b);
  });
  EXPECT_EQ(seen, (std::set<std::pair<int, int>>{{1, 1}}));
}

TEST(OnceValue, PanicsOnEveryCallIfTheFunctionDid) {
  int panics = 0;
  (void)explore([&] {
    panics = 0;
    const auto value = once_value([]() -> int { panic("broken"); });
    for (int i = 0; i < 2; ++i) {
      try {
        (void)value();
      } catch (const Panic&) {
        ++panics;
      }
    }
  });
  EXPECT_EQ(panics, 2);
}

/// "A Once must not be copied after first use."
TEST(Once, CannotBeCopied) {
  static_assert(!std::is_copy_constructible_v<Once> && !std::is_copy_assignable_v<Once>);
}

/// "If f panics, Do considers it to have returned": those who waited for it return, too, and the
/// panic is the first caller's alone.
TEST(Once, WhoWaitedForAFunctionThatPanickedReturns) {
  std::set<std::string> seen;
  (void)explore([&] {
    Once once;
    WaitGroup all;
    Atomic<int> calls(0);
    Atomic<int> panics(0);
    for (int i = 0; i < 2; ++i) {
      all.go([&] {
        try {
          once.do_once([&] {
            calls.add(1);
            panic("no");
          });
        } catch (const Panic&) {
          panics.add(1);
        }
      });
    }
    all.wait();
    seen.insert(std::to_string(calls.load()) + std::to_string(panics.load()));
  });
  EXPECT_EQ(seen, std::set<std::string>{"11"});
}

/// Two that call each other wait for each other; one that calls the other only, does not.
TEST(Once, TwoThatCallEachOtherAreADeadlock) {
  const auto nested = [](bool both_ways) {
    return [both_ways] {
      Once a("a");
      Once b("b");
      go([&] { a.do_once([&] { b.do_once([] {}); }); });
      b.do_once([&] {
        if (both_ways) a.do_once([] {});
      });
    };
  };
  EXPECT_EQ(explored(nested(true)), kind::kDeadlock);
  EXPECT_EQ(explored(nested(false)), "verified");
}

/// "The returned function may be called concurrently": all see the panic, made once.
TEST(OnceFunc, CalledAtOnceAllPanic) {
  std::set<std::string> seen;
  (void)explore([&] {
    WaitGroup all;
    Atomic<int> calls(0);
    Atomic<int> panics(0);
    const OnceFunc f = once_func([&] {
      calls.add(1);
      panic("broken");
    });
    for (int i = 0; i < 2; ++i) {
      all.go([&] {
        try {
          f();
        } catch (const Panic&) {
          panics.add(1);
        }
      });
    }
    all.wait();
    seen.insert(std::to_string(calls.load()) + std::to_string(panics.load()));
  });
  EXPECT_EQ(seen, std::set<std::string>{"12"});
}

/// "OnceValues returns a function that invokes f only once and returns the values": a pair here.
TEST(OnceValue, OfTwoValuesIsAPair) {
  EXPECT_EQ(explored([] {
              const auto values = once_value([] { return std::pair(42, std::string("error")); });
              const auto [number, error] = values();
              expect(number == 42 && error == "error", "both");
            }),
            "verified");
}

TEST(OnceValue, OrdersTheFunctionBeforeEveryReturn) {
  EXPECT_EQ(explored([] {
              Shared<int> config(0, "config");
              const auto value = once_value([&] { return config.store(1), 1; });
              for (int i = 0; i < 2; ++i) {
                go([&, value] {
                  (void)value();
                  (void)config.load();
                });
              }
            }),
            "verified");
}

}  // namespace
}  // namespace weft
