// The circle in which goroutines wait, in one line: by locks, by messages, and by both.
#include "weft/explorer/output/wait_circle.h"

#include <gtest/gtest.h>

#include "weft/tests/output/samples.h"

namespace weft::output {
namespace {

using samples::Tale;

std::string circle(const Counterexample& told) {
  return circle_of(told, {.utf8 = false});
}

/// The asker sends under the lock that the worker takes before it receives.
Tale mixed() {
  Tale tale;
  const std::size_t asker = tale.goroutine("asker", 3);
  const std::size_t worker = tale.goroutine("worker", 4);
  tale.told.finding.kind = kind::kDeadlock;
  tale.step(asker, "lock", "mu", 10);
  tale.waits(asker, "send", "jobs", 11);
  tale.holds(asker, "mu", 0, 10);
  tale.waits(worker, "lock", "mu", 20);
  return tale;
}

TEST(WaitCircle, OfALockAndAMessageThatWasOnceTaken) {
  Tale tale = mixed();
  Transcript::Step& sent = tale.step(0, "send", "jobs", 9);
  sent.peer = 1;
  EXPECT_EQ(circle(tale.told), "asker -> jobs to be received by worker -> mu held by asker");
}

TEST(WaitCircle, OfAMessageThatIsTakenWhereItPasses) {
  Tale tale = mixed();
  Tale passes;
  const std::size_t worker = passes.goroutine("worker", 4);
  passes.step(worker, "recv", "jobs", 21);
  tale.told.passing = passes.told.transcript;
  EXPECT_EQ(circle(tale.told), "asker -> jobs to be received by worker -> mu held by asker");
}

TEST(WaitCircle, DoesNotGuessWhoMightHaveTakenAMessage) {
  EXPECT_EQ(circle(mixed().told), "");
}

TEST(WaitCircle, OfACaseOfASelect) {
  Tale tale = mixed();
  tale.waits(0, "select", "recv quit | send jobs", 11);
  tale.step(1, "recv", "jobs", 21);
  EXPECT_EQ(circle(tale.told), "asker -> jobs to be received by worker -> mu held by asker");
}

TEST(WaitCircle, OfMessagesAlone) {
  Tale tale;
  const std::size_t ping = tale.goroutine("ping", 3);
  const std::size_t pong = tale.goroutine("pong", 4);
  tale.told.finding.kind = kind::kDeadlock;
  tale.step(ping, "send", "there", 10).peer = 1;
  tale.step(pong, "send", "back", 20).peer = 0;
  tale.waits(ping, "recv", "back", 11);
  tale.waits(pong, "recv", "there", 21);
  EXPECT_EQ(circle(tale.told), "ping -> back to be sent by pong -> there to be sent by ping");
}

TEST(WaitCircle, OfAChannelThatSomebodyWouldHaveClosed) {
  Tale tale = mixed();
  tale.waits(0, "recv", "quit", 11);
  Tale passes;
  passes.step(passes.goroutine("worker", 4), "close", "quit", 21);
  tale.told.passing = passes.told.transcript;
  EXPECT_EQ(circle(tale.told), "asker -> quit to be closed by worker -> mu held by asker");
}

TEST(WaitCircle, OfAReaderBehindAWriterWhoWaitsForIt) {
  Tale tale;
  const std::size_t reader = tale.goroutine("reader", 3);
  const std::size_t writer = tale.goroutine("writer", 4);
  tale.told.finding.kind = kind::kDeadlock;
  tale.step(reader, "rlock", "rw", 10);
  tale.holds(reader, "rw", 0, 10);
  tale.waits(reader, "rlock", "rw", 11);
  tale.waits(writer, "lock", "rw", 20);
  EXPECT_EQ(circle(tale.told), "reader -> rw asked for before by writer -> rw held by reader");
}

TEST(WaitCircle, IsNoneIfSomebodyInItIsDone) {
  Tale tale = mixed();
  tale.step(1, "recv", "jobs", 21);
  tale.told.transcript.goroutines[1].finished = true;
  EXPECT_EQ(circle(tale.told), "");
}

TEST(WaitCircle, OfLocksComesFirst) {
  EXPECT_EQ(circle(samples::deadlock()).find("sent by"), std::string::npos);
  EXPECT_NE(circle(samples::deadlock()).find("held by"), std::string::npos);
}

}  // namespace
}  // namespace weft::output
