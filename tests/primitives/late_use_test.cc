// The end of a scope, and who comes to use what was in it after that.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "weft/explorer/kernel/finding.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"
#include "weft/tests/support/sanitized.h"

namespace weft {
namespace {

using namespace testing_support;

std::string digit(int n) {
  return std::to_string(n);
}

TEST(LateUse, ThatNeverComesIsALeak) {
  EXPECT_EQ(explored([] {
              const Chan<int> never(0, "never");
              Atomic<int> x(0, "x");
              {
                Atomic<int> lent(0, "lent");
                go([&lent, never] {
                  lent.store(1);
                  never.recv();
                  lent.store(2);
                });
              }
              return digit(x.load());
            }).finding(),
            kind::kLeak);
}

TEST(LateUse, AfterAScopeThatHadToEndIsAUseAfterFree) {
  if (kSanitized) GTEST_SKIP() << "it sees the use, too, and ends the program";
  constexpr int kLine = __LINE__ + 7;
  const Explored seen = explored([] {
    const Chan<int> go_on(0, "go on");
    {
      Atomic<int> lent(0, "lent");
      go("borrower", [&lent, go_on] {
        go_on.recv();
        lent.store(1);
      });
    }
    go_on.send(1);
    return std::string();
  });
  EXPECT_EQ(seen.finding(), kind::kUseAfterFree);
  const Finding& finding = seen.report.counterexamples.at(0).finding;
  EXPECT_EQ(finding.message,
            "lent is used after the end of its scope, by store at late_use_test.cc:" +
                std::to_string(kLine));
  EXPECT_EQ(finding.goroutines.at(0), "borrower");
}

/// Each waits for the other's borrower: whoever gives in first, the other one's is too late.
TEST(LateUse, AfterScopesThatWaitForEachOtherIsAUseAfterFree) {
  if (kSanitized) GTEST_SKIP() << "it sees the use, too, and ends the program";
  EXPECT_EQ(explored([] {
              const Chan<int> a(0, "a");
              const Chan<int> b(0, "b");
              const auto borrow = [](const Chan<int>& from) {
                Mutex mu("mu");
                go([&mu, from] {
                  from.recv();
                  mu.lock();
                  mu.unlock();
                });
              };
              go([=] {
                borrow(a);
                b.send(1);
              });
              borrow(b);
              a.send(1);
              return std::string();
            }).finding(),
            kind::kUseAfterFree);
}

TEST(LateUse, IsInTimeWhereSomebodyElseBringsTheUserOn) {
  EXPECT_EQ(explored([] {
              const Chan<int> go_on(0, "go on");
              Atomic<int> x(0, "x");
              go([=] { go_on.send(1); });
              {
                Atomic<int> lent(0, "lent");
                go([&lent, &x, go_on] {
                  go_on.recv();
                  lent.store(1);
                  x.store(1);
                });
              }
              (void)x.load();
              return std::string();
            }).finding(),
            "");
}

/// Nobody must wait in vain while another scope can end, whose owner helps.
TEST(LateUse, IsInTimeWhereAnotherScopeEndsFirst) {
  EXPECT_EQ(explored([] {
              const Chan<int> go_on(0, "go on");
              const Chan<int> fin(0, "fin");
              go("helper", [=] {
                {
                  Mutex mu("mu");
                  go("other", [&mu, fin] {
                    mu.lock();
                    mu.unlock();
                    fin.recv();
                  });
                }
                go_on.send(1);
              });
              {
                Atomic<int> lent(0, "lent");
                go("user", [&lent, go_on] {
                  go_on.recv();
                  lent.store(1);
                });
              }
              fin.send(1);
              return std::string();
            }).finding(),
            "");
}

void borrow(const std::function<void(Atomic<int>&)>& body) {
  Atomic<int> lent(0, "lent to two");
  body(lent);
}

/// Who is about to borrow has come to nothing that is gone.
TEST(LateUse, IsFoundWhileOthersBorrow) {
  if (kSanitized) GTEST_SKIP() << "it sees the use, too, and ends the program";
  EXPECT_EQ(explored([] {
              Atomic<int> x(0, "x");
              const Chan<int> go_on(0, "go on");
              const Chan<int> fin(0, "fin");
              borrow([&](Atomic<int>& lent) {
                go([&lent, &x] {
                  lent.store(1);
                  x.store(1);
                });
              });
              (void)x.load();
              borrow([&](Atomic<int>& lent) {
                go([&lent, &x, fin] {
                  fin.recv();
                  lent.store(5);
                  x.store(2);
                });
                {
                  Atomic<int> other(0, "other");
                  go([&other, go_on] {
                    go_on.recv();
                    other.store(1);
                  });
                }
                fin.send(1);
                go_on.send(1);
              });
              return std::string();
            }).finding(),
            kind::kUseAfterFree);
}

/// Whoever was there before the second one has a reference to the first.
TEST(LateUse, OfTheLastRoundIsNoneOfTheNext) {
  EXPECT_EQ(explored([] {
              Atomic<int> x(0, "x");
              Atomic<int> y(0, "y");
              for (int round = 0; round < 2; ++round) {
                Mutex mu("mu");
                if (round == 0) {
                  go([&] {
                    (void)x.load();
                    mu.lock();
                    mu.unlock();
                    y.store(1);
                  });
                  continue;
                }
                x.store(1);
                const bool taken = mu.try_lock();
                expect(taken, "nobody else knows this one");
                if (taken) mu.unlock();
              }
              return std::string();
            }).finding(),
            "");
}

}  // namespace
}  // namespace weft
