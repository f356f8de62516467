// The happens-before of C++ as a table: message passing with every order on either side, with and
// without fences, through a read-modify-write in between, and past a plain overwrite.
#include "weft/explorer/kernel/memory_clock.h"

#include <gtest/gtest.h>

#include <string>

namespace weft::kernel {
namespace {

constexpr GoroutineId kWriter{1};
constexpr GoroutineId kMiddle{2};
constexpr GoroutineId kReader{3};
constexpr ResourceId kFlag{7};

/// A writer that leaves an epoch behind, and a reader that may or may not get to know it.
class Passing : public testing::Test {
 protected:
  Passing() {
    clock_.spawn(kMain, kNobody);
    for (const GoroutineId g : {kWriter, kMiddle, kReader}) clock_.spawn(g, kMain);
    data_ = clock_.now(kWriter);
  }
  [[nodiscard]] bool known() { return clock_.knows(kReader, data_); }

  MemoryClock clock_;
  Epoch data_;
};

constexpr Sync kStores[] = {Sync::leave, Sync::publish};
constexpr Sync kLoads[] = {Sync::peek, Sync::acquire};

TEST_F(Passing, NeedsReleaseOrAFenceBeforeAndAcquireOrAFenceAfter) {
  for (const Sync store : kStores) {
    for (const Sync load : kLoads) {
      for (const int fences : {0, 1, 2, 3}) {
        MemoryClock clock = clock_;
        if ((fences & 1) != 0) clock.fence(kWriter, Sync::release);
        clock.synchronise(kWriter, kFlag, store);
        clock.synchronise(kReader, kFlag, load);
        if ((fences & 2) != 0) clock.fence(kReader, Sync::acquire);
        const bool released = store == Sync::publish || (fences & 1) != 0;
        const bool acquired = load == Sync::acquire || (fences & 2) != 0;
        EXPECT_EQ(clock.knows(kReader, data_), released && acquired)
            << static_cast<int>(store) << ' ' << static_cast<int>(load) << ' ' << fences;
      }
    }
  }
}

TEST_F(Passing, AnyReadModifyWriteContinuesTheReleaseSequence) {
  for (const Sync modify : {Sync::pass, Sync::pass_acquire, Sync::pass_release, Sync::both}) {
    MemoryClock clock = clock_;
    clock.synchronise(kWriter, kFlag, Sync::publish);
    clock.synchronise(kMiddle, kFlag, modify);
    clock.synchronise(kReader, kFlag, Sync::acquire);
    EXPECT_TRUE(clock.knows(kReader, data_)) << static_cast<int>(modify);
  }
}

TEST_F(Passing, AStoreEndsTheReleaseSequence) {
  for (const Sync store : kStores) {
    MemoryClock clock = clock_;
    clock.synchronise(kWriter, kFlag, Sync::publish);
    clock.synchronise(kMiddle, kFlag, store);
    clock.synchronise(kReader, kFlag, Sync::acquire);
    EXPECT_FALSE(clock.knows(kReader, data_)) << static_cast<int>(store);
  }
}

TEST_F(Passing, ARelaxedStoreOfTheWriterItselfEndsItToo) {  // as of C++20
  clock_.synchronise(kWriter, kFlag, Sync::publish);
  clock_.synchronise(kWriter, kFlag, Sync::leave);
  clock_.synchronise(kReader, kFlag, Sync::acquire);
  EXPECT_FALSE(known());
}

TEST_F(Passing, AReadModifyWriteReleasesOrNot) {
  for (const Sync modify : {Sync::pass, Sync::pass_acquire, Sync::pass_release, Sync::both}) {
    MemoryClock clock = clock_;
    clock.synchronise(kWriter, kFlag, modify);
    clock.synchronise(kReader, kFlag, Sync::acquire);
    EXPECT_EQ(clock.knows(kReader, data_), modify == Sync::pass_release || modify == Sync::both)
        << static_cast<int>(modify);
  }
}

TEST_F(Passing, AReadModifyWriteAcquiresOrNot) {
  for (const Sync modify : {Sync::pass, Sync::pass_acquire, Sync::pass_release, Sync::both}) {
    MemoryClock clock = clock_;
    clock.synchronise(kWriter, kFlag, Sync::publish);
    clock.synchronise(kReader, kFlag, modify);
    EXPECT_EQ(clock.knows(kReader, data_), modify == Sync::pass_acquire || modify == Sync::both)
        << static_cast<int>(modify);
  }
}

TEST_F(Passing, AReleaseFenceCoversOnlyWhatCameBeforeIt) {
  clock_.fence(kWriter, Sync::release);
  const Epoch late = clock_.now(kWriter);
  clock_.synchronise(kWriter, kFlag, Sync::leave);
  clock_.synchronise(kReader, kFlag, Sync::acquire);
  EXPECT_TRUE(known());
  EXPECT_FALSE(clock_.knows(kReader, late));
}

TEST_F(Passing, AnAcquireFenceCoversOnlyWhatWasLookedAtBeforeIt) {
  clock_.fence(kReader, Sync::acquire);
  clock_.synchronise(kWriter, kFlag, Sync::publish);
  clock_.synchronise(kReader, kFlag, Sync::peek);
  EXPECT_FALSE(known());
}

TEST_F(Passing, AFenceIsItsGoroutinesAlone) {
  clock_.fence(kWriter, Sync::release);
  clock_.synchronise(kMiddle, kFlag, Sync::leave);
  clock_.synchronise(kReader, kFlag, Sync::acquire);
  EXPECT_FALSE(known());
}

TEST_F(Passing, FencesOutliveNewGoroutines) {
  clock_.synchronise(kWriter, kFlag, Sync::publish);
  clock_.synchronise(kReader, kFlag, Sync::peek);
  for (std::uint16_t g = 4; g < 40; ++g) clock_.spawn(GoroutineId{g}, kMain);
  clock_.fence(kReader, Sync::acquire);
  EXPECT_TRUE(known());
}

}  // namespace
}  // namespace weft::kernel
