// Plain loads and stores: what is a race, byte by byte, and what is none.
#include <gtest/gtest.h>

#include <atomic>
#include <cstring>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "weft/explorer/explore/explore.h"

namespace weft {
namespace {

Report explored(const std::function<void()>& body) {
  return explore(body);
}
bool races(const std::function<void()>& body) {
  const Report report = explored(body);
  if (report.counterexamples.empty()) {
    EXPECT_EQ(report.verdict, Verdict::verified);
    return false;
  }
  EXPECT_EQ(report.counterexamples[0].finding.kind, kind::kDataRace);
  return true;
}
/// Of two threads.
bool race(const std::function<void()>& one, const std::function<void()>& other) {
  return races([&] {
    std::thread a(one);
    std::thread b(other);
    a.join();
    b.join();
  });
}

int shared = 0;

TEST(PlainMemory, AFindingNamesTheVariableBothLinesAndBothThreads) {
  const Report report = explored([] {
    std::thread a([] { shared = 1; });
    const int line_of_write = __LINE__ - 1;
    (void)line_of_write;
    std::thread b([] { ++shared; });
    a.join();
    b.join();
  });
  ASSERT_EQ(report.counterexamples.size(), 1U);
  const Finding& finding = report.counterexamples[0].finding;
  EXPECT_NE(finding.message.find("shared"), std::string::npos) << finding.message;
  EXPECT_NE(finding.message.find("plain_memory_test.cc:"), std::string::npos) << finding.message;
  ASSERT_EQ(finding.steps.size(), 2U);
  const auto& steps = report.counterexamples[0].transcript.steps;
  EXPECT_NE(steps[finding.steps[0]].goroutine, steps[finding.steps[1]].goroutine);
  EXPECT_TRUE(steps[finding.steps[0]].at.file.ends_with("plain_memory_test.cc"));
  EXPECT_TRUE(steps[finding.steps[1]].at.file.ends_with("plain_memory_test.cc"));
}

TEST(PlainMemory, AWriteIsToldWithWhatWasWritten) {
  [[maybe_unused]] static int balance = 0;
  const Report report = explored([] {
    balance = 100;
    std::thread a([] { balance = 70; });
    std::thread b([] { balance = 30; });
    a.join();
    b.join();
  });
  ASSERT_EQ(report.counterexamples.size(), 1U);
  const Counterexample& told = report.counterexamples[0];
  ASSERT_EQ(told.finding.steps.size(), 2U);
  EXPECT_EQ(told.transcript.steps[told.finding.steps[0]].result, "70 (was 100)");
  EXPECT_EQ(told.transcript.steps[told.finding.steps[1]].result, "30 (was 70)");
}

TEST(PlainMemory, AVariableOfNoNamedNamespaceHasAShortName) {
  const Report report = explored([] {
    std::thread a([] { shared = 1; });
    std::thread b([] { shared = 2; });
    a.join();
    b.join();
  });
  ASSERT_EQ(report.counterexamples.size(), 1U);
  const Finding& finding = report.counterexamples[0].finding;
  EXPECT_TRUE(finding.message.starts_with("nothing orders the write of weft::shared at"))
      << finding.message;
}

TEST(PlainMemory, NeighboursOfOneWordDoNotRace) {
  [[maybe_unused]] static struct {
    char left;
    char right;
  } pair;
  EXPECT_FALSE(race([] { pair.left = 1; }, [] { pair.right = 1; }));
  EXPECT_TRUE(race([] { pair.left = 1; }, [] { pair.left = 2; }));
}

TEST(PlainMemory, BitFieldsOfOneUnitDo) {
  [[maybe_unused]] static struct {
    unsigned low : 3;
    unsigned high : 5;
    unsigned : 0;
    unsigned apart : 4;
  } bits;
  EXPECT_TRUE(race([] { bits.low = 1; }, [] { bits.high = 1; }));
  EXPECT_FALSE(race([] { bits.low = 1; }, [] { bits.apart = 1; }));
}

TEST(PlainMemory, MembersOfAUnionAreTheSameMemory) {
  [[maybe_unused]] static union {
    std::uint64_t whole;
    std::uint8_t bytes[8];
  } both;
  EXPECT_TRUE(race([] { both.whole = 1; }, [] { both.bytes[7] = 1; }));
}

/// What is not used is not called.
std::atomic<int> sink{0};

TEST(PlainMemory, WhatTheLibraryCopiesCounts) {
  static char buffer[64];
  static char other[64];
  EXPECT_TRUE(race([] { std::memcpy(buffer, "hello", 6); },
                   [] { sink = static_cast<int>(std::strlen(buffer)); }));
  EXPECT_TRUE(race([] { std::memset(buffer + 8, 1, 40); }, [] { buffer[47] = 1; }));
  EXPECT_FALSE(race([] { std::memset(buffer + 8, 1, 40); }, [] { buffer[48] = 1; }));
  EXPECT_TRUE(race([] { std::memmove(other, buffer, 64); }, [] { buffer[63] = 1; }));
  EXPECT_TRUE(race([] { std::strcpy(buffer, "abc"); }, [] { sink = std::strcmp(other, buffer); }));
}

TEST(PlainMemory, CopiesOfStructuresCount) {
  [[maybe_unused]] static struct Big { int numbers[20]; } from, to;
  EXPECT_TRUE(race([] { to = from; }, [] { from.numbers[19] = 1; }));
  EXPECT_FALSE(race([] { to = from; }, [] { (void)*static_cast<volatile int*>(from.numbers); }));
}

TEST(PlainMemory, ALocalThatIsLentCounts) {
  EXPECT_TRUE(races([] {
    int local = 0;
    std::thread a([&] { local = 1; });
    local = 2;
    a.join();
  }));
}

TEST(PlainMemory, AnAtomicThatIsWrittenPlainlyRacesWithItsUse) {
  static int number = 0;
  EXPECT_TRUE(race([] { number = 1; }, [] { (void)std::atomic_ref<int>(number).load(); }));
  EXPECT_FALSE(race([] { std::atomic_ref<int>(number).store(1); },
                    [] { (void)std::atomic_ref<int>(number).load(); }));
}

TEST(PlainMemory, ContainersOfTheLibraryCount) {
  EXPECT_TRUE(races([] {
    std::map<int, int> map = {{1, 1}};
    std::thread a([&] { map[2] = 2; });
    int sum = 0;
    for (const auto& [key, value] : map) sum += key + value;
    sink = sum;
    a.join();
  }));
  EXPECT_TRUE(races([] {
    std::list<int> list = {1};
    std::thread a([&] { list.push_back(2); });
    int sum = 0;
    for (const int number : list) sum += number;
    sink = sum;
    a.join();
  }));
}

TEST(PlainMemory, WhatACompareExchangeFindsIsWrittenToWhatWasExpected) {
  EXPECT_TRUE(races([] {
    std::atomic<int> number{1};
    int expected = 0;
    std::thread a([&] { number.compare_exchange_strong(expected, 2); });
    std::thread b([&] { sink = expected; });
    a.join();
    b.join();
  }));
  static int kept = 0;
  EXPECT_FALSE(races([] {
    EXPECT_EQ(kept, 0);  // it is given back, too
    std::atomic<int> number{1};
    number.compare_exchange_strong(kept, 2);
    EXPECT_EQ(kept, 1);
    std::thread([&] { ++number; }).join();
  }));
}

struct Animal {
  virtual ~Animal() { sink = 0; }  // clang leaves the table alone if there is nothing to do
  virtual int legs() const { return 4; }
};
struct Bird final : Animal {
  int legs() const override { return 2; }
};

TEST(PlainMemory, AnObjectThatIsUsedWhileItIsDestroyedRaces) {
  const Report report = explored([] {
    alignas(Bird) static unsigned char place[sizeof(Bird)];
    Animal* const bird = new (place) Bird;
    std::thread user([&] { (void)bird->legs(); });
    bird->~Animal();
    user.join();
  });
  ASSERT_FALSE(report.counterexamples.empty());
  EXPECT_EQ(report.counterexamples[0].finding.kind, kind::kDataRace);
}

/// An atomic that is made where another one was knows nothing of what that one released.
TEST(PlainMemory, MemoryThatIsUsedAgainForAnAtomicIsAnotherAtomic) {
  EXPECT_TRUE(races([] {
    int data = 0;
    alignas(8) unsigned char place[sizeof(std::atomic<int>)];
    auto* flag = new (place) std::atomic<int>(0);
    std::atomic<int> round{0};
    std::thread writer([&] {
      data = 1;
      flag->store(1, std::memory_order_release);
      flag = new (place) std::atomic<int>(2);
      round.store(1, std::memory_order_relaxed);
    });
    if (round.load(std::memory_order_relaxed) == 1) (void)*static_cast<volatile int*>(&data);
    writer.join();
  }));
}

}  // namespace
}  // namespace weft
