// What one goroutine stored, and another overwrote without having seen it.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// The sentences about the failed check that `body` ends in.
std::string cause_of(const std::function<void()>& body) {
  const Report report = explore(body);
  std::string text;
  if (report.counterexamples.empty()) return text;
  for (const std::string& line : report.counterexamples[0].cause) text += line + '\n';
  return text;
}

TEST(LostUpdate, IsNamedWhereACheckFailsForIt) {
  const std::string text = cause_of([] {
    Atomic<int> count(0, "count");
    WaitGroup both("both");
    for (const char* const name : {"first", "second"}) {
      both.add(1);
      go(name, [&] {
        count.store(count.load() + 1);
        both.done();
      });
    }
    both.wait();
    expect(count.load() == 2, "both are counted");
  });
  EXPECT_NE(text.find("first had loaded it at step"), text.npos) << text;
  EXPECT_NE(text.find(", before second's store at step"), text.npos) << text;
  EXPECT_NE(text.find(", which it overwrote."), text.npos) << text;
}

TEST(LostUpdate, IsNotNamedWhereThereIsNone) {
  const std::string text = cause_of([] {
    Atomic<int> count(0, "count");
    go("setter", [&] { count.store(1); });
    expect(count.load() == 0, "nobody has set it");
  });
  EXPECT_EQ(text.find("overwrote"), text.npos) << text;
}

}  // namespace
}  // namespace weft
