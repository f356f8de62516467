// C code with raw pthreads, compiled with the same flags.
#include <cerrno>
#include <string>

#include "weft/tests/unmodified/c_library.h"
#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

TEST(UnmodifiedC, AMutexGuardsACounter) {
  EXPECT_EQ(executions_of([] { EXPECT_EQ(two_threads_add(true), 2); }), 2U);
}

TEST(UnmodifiedC, ACounterWithoutOneIsARace) {
  EXPECT_FINDS(kind::kDataRace, [] { two_threads_add(false); });
}

TEST(UnmodifiedC, ProducerAndConsumerAgree) {
  EXPECT_VERIFIED([] { EXPECT_EQ(producer_and_consumer(), 3); });
}

TEST(UnmodifiedC, ATimedWaitEndsBothWays) {
  bool in_time = false;
  bool too_late = false;
  EXPECT_VERIFIED([&] {
    int timed_out = 0;
    const int full = condition_with_timeout(&timed_out);
    EXPECT_TRUE(full == 1 || timed_out == 1);
    (timed_out == 1 ? too_late : in_time) = true;
  });
  EXPECT_TRUE(in_time && too_late);
}

TEST(UnmodifiedC, ReadersSeeNoHalfWrites) {
  EXPECT_VERIFIED([] { EXPECT_EQ(readers_and_writer(), 2); });
}

TEST(UnmodifiedC, SemaphoresGiveTurns) {
  EXPECT_VERIFIED([] { EXPECT_EQ(semaphores_in_turn(), 12); });
}

TEST(UnmodifiedC, ABarrierHasOneSerialThreadEachRound) {
  EXPECT_VERIFIED([] { EXPECT_EQ(barrier_serial_threads(), 2); });
}

TEST(UnmodifiedC, OnceRunsOnce) {
  EXPECT_VERIFIED([] { EXPECT_EQ(once_runs(), 1); });
}

TEST(UnmodifiedC, ValuesOfKeysAreDestroyedWithTheirThread) {
  EXPECT_VERIFIED([] { EXPECT_EQ(keys_destroyed(), 2); });
}

TEST(UnmodifiedC, AThreadMayLeaveFromAnywhere) {
  EXPECT_VERIFIED([] { EXPECT_EQ(exits_with_value(), 5); });
}

TEST(UnmodifiedC, ASpinLockIsALock) {
  EXPECT_EQ(executions_of([] { EXPECT_EQ(spin_locked(), 2); }), 2U);
}

TEST(UnmodifiedC, AnErrorCheckingMutexTellsWhatIsWrong) {
  EXPECT_VERIFIED([] { EXPECT_EQ(error_checking(), 4); });
}

TEST(UnmodifiedC, ADetachedThreadCannotBeJoined) {
  EXPECT_VERIFIED([] { EXPECT_EQ(detached_by_attribute(), EINVAL); });
}

TEST(UnmodifiedC, ADeadlockIsToldInTheLinesOfTheCFile) {
  const std::string message = finding_of([] { locks_in_two_orders(); });
  EXPECT_NE(message.find("mutex@c_library.c:"), std::string::npos) << message;
}

}  // namespace
}  // namespace weft
