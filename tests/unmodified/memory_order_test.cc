// Message passing through std::atomic with every order, fences and read-modify-writes on the way:
// the reader of a plain variable races exactly where the standard orders nothing.
#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <string>
#include <thread>

#include "weft/explorer/explore/explore.h"

namespace weft {
namespace {

using std::memory_order_acq_rel;
using std::memory_order_acquire;
using std::memory_order_relaxed;
using std::memory_order_release;
using std::memory_order_seq_cst;

struct Passing {
  std::memory_order store = memory_order_relaxed;
  std::memory_order load = memory_order_relaxed;
  bool fence_before = false;
  bool fence_after = false;
  std::optional<std::memory_order> passed_on = {};  // by a third thread, fetch_add
  bool overwritten = false;                         // by a third thread, with the value before + 1
};

bool races(const Passing& p) {
  const Report report = explore([&p] {
    int data = 0;
    int copy = 0;
    std::atomic<int> flag{0};
    std::thread writer([&] {
      data = 1;
      if (p.fence_before) std::atomic_thread_fence(memory_order_release);
      flag.store(1, p.store);
    });
    std::thread middle([&] {
      if (p.passed_on && flag.load(memory_order_relaxed) == 1) flag.fetch_add(1, *p.passed_on);
      if (p.overwritten && flag.load(memory_order_relaxed) == 1) {
        flag.store(2, memory_order_release);
      }
    });
    std::thread reader([&] {
      const int last = p.passed_on || p.overwritten ? 2 : 1;
      if (flag.load(p.load) != last) return;
      if (p.fence_after) std::atomic_thread_fence(memory_order_acquire);
      copy = data;
    });
    writer.join();
    middle.join();
    reader.join();
  });
  if (report.counterexamples.empty()) {
    EXPECT_EQ(report.verdict, Verdict::verified);
    return false;
  }
  EXPECT_EQ(report.counterexamples[0].finding.kind, kind::kDataRace);
  return true;
}

constexpr std::memory_order kStores[] = {memory_order_relaxed, memory_order_release,
                                         memory_order_seq_cst};
constexpr std::memory_order kLoads[] = {memory_order_relaxed, memory_order_acquire,
                                        memory_order_seq_cst};

TEST(MemoryOrder, OnlyReleaseAndAcquireOrFencesInTheirPlaceOrder) {
  for (const auto store : kStores) {
    for (const auto load : kLoads) {
      for (const bool before : {false, true}) {
        for (const bool after : {false, true}) {
          const bool released = store != memory_order_relaxed || before;
          const bool acquired = load != memory_order_relaxed || after;
          EXPECT_EQ(races({store, load, before, after}), !(released && acquired))
              << static_cast<int>(store) << ' ' << static_cast<int>(load) << ' ' << before << after;
        }
      }
    }
  }
}

TEST(MemoryOrder, EveryReadModifyWriteContinuesTheReleaseSequence) {
  for (const auto modify : {memory_order_relaxed, memory_order_acquire, memory_order_release,
                            memory_order_acq_rel, memory_order_seq_cst}) {
    EXPECT_FALSE(races({memory_order_release, memory_order_acquire, false, false, modify}))
        << static_cast<int>(modify);
  }
}

TEST(MemoryOrder, AReadModifyWriteDoesNotReleaseForARelaxedStore) {
  EXPECT_TRUE(
      races({memory_order_relaxed, memory_order_acquire, false, false, memory_order_acq_rel}));
  EXPECT_FALSE(
      races({memory_order_relaxed, memory_order_acquire, true, false, memory_order_relaxed}));
}

TEST(MemoryOrder, AStoreOfAnotherThreadEndsTheReleaseSequence) {
  EXPECT_TRUE(
      races({.store = memory_order_release, .load = memory_order_acquire, .overwritten = true}));
}

}  // namespace
}  // namespace weft
