// A pass that proves less than it seems says so.
#include <gtest/gtest.h>

#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/tales.h"

namespace weft {
namespace {

using testing_support::mentions;

std::string warnings(const std::function<void()>& body) {
  std::string text;
  for (const std::string& warning : explore(body).warnings) text += warning + '\n';
  return text;
}

TEST(Vacuity, OfGoroutinesThatShareNothing) {
  EXPECT_TRUE(mentions(warnings([] {
                         for (int i = 0; i < 2; ++i) {
                           go([] { Atomic<int>(0).add(1); });
                         }
                       }),
                       "vacuous: "));
}

TEST(Vacuity, IsNotSeenWhereOrderMatters) {
  EXPECT_EQ(warnings([] {
              Mutex mu("mu");
              for (int i = 0; i < 2; ++i) go([&] { const std::scoped_lock lock(mu); });
            }),
            "");
}

void locks_for_real() {
  std::mutex real;
  for (int i = 0; i < 2; ++i) {
    go([&] { const std::scoped_lock lock(real); });
  }
}

TEST(RealThreads, MutexIsNamedWithItsPlace) {
  const std::string text = warnings([] {
    std::mutex real;
    go([&real] {
      real.lock();
      real.unlock();
    });
  });
  EXPECT_TRUE(mentions(text, "a real mutex is locked at vacuity_test.cc:")) << text;
}

TEST(RealThreads, SharedMutexIsOneToo) {
  const std::string text = warnings([] {
    std::shared_mutex real;
    go([&real] { const std::shared_lock lock(real); });
  });
  EXPECT_TRUE(mentions(text, "a real mutex is locked at vacuity_test.cc:")) << text;
}

TEST(RealThreads, ThreadIsNamedWithItsPlace) {
  const std::string text = warnings([] { std::thread([] {}).join(); });
  EXPECT_TRUE(mentions(text, "a real thread is started at vacuity_test.cc:")) << text;
}

TEST(RealThreads, AreNotWhatWeftItselfUses) {
  EXPECT_EQ(warnings([] {
              Mutex mu("mu");
              Chan<int> ch(1, "ch");
              go([&] {
                const std::scoped_lock lock(mu);
                ch.send(1);
              });
              (void)ch.recv();
              const std::scoped_lock lock(mu);
            }),
            "");
}

TEST(RealThreads, AreOnlyNoticedWhileASearchLooks) {
  (void)warnings(locks_for_real);
  std::mutex real;
  const std::scoped_lock lock(real);  // would note itself, and has nobody to do it for
  std::thread([] {}).join();
}

}  // namespace
}  // namespace weft
