// Values that are not what they should be.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/output/glossary_entries.h"

namespace weft::output {
namespace {

constexpr Entry kEntries[] = {
    {.kind = kind::kDataRace,
     .meaning = "Two goroutines touch the same plain data, at least one of them writes, and "
                "nothing orders the two. That this execution happened to run one before the other "
                "does not order them: only synchronisation does.",
     .rule = "Memory model: guard shared data with a Mutex, hand it over through a channel, or "
             "make it an Atomic. The race detector is always on.",
     .bad = R"(void two_writers() {
  Shared<int> counter(0, "counter");
  WaitGroup all("all");
  for (int i = 0; i < 2; ++i) {
    all.go([&] { counter.update([](int& n) { ++n; }); });
  }
  all.wait();
}
)",
     .good = R"(void one_at_a_time() {
  Mutex mu("mu");
  Shared<int> counter(0, "counter");
  WaitGroup all("all");
  for (int i = 0; i < 2; ++i) {
    all.go([&] {
      std::scoped_lock lock(mu);
      counter.update([](int& n) { ++n; });
    });
  }
  all.wait();
}
)",
     .cure = "hold one and the same lock at both places, or let only one goroutine own the data: "
             "give the other a copy when it starts, or send it what it needs"},

    {.kind = kind::kCheckFailed,
     .meaning = "A check of the scenario's own (EXPECT, ASSERT) failed in some interleaving. The "
                "steps before it are the order of events the code did not expect.",
     .rule = "What must hold, must hold in every interleaving.",
     .bad = R"(void reads_too_early() {
  Atomic<int> total(0, "total");
  go("adder", [&] { total.fetch_add(1); });
  expect(total.load() == 1, "the sum is there");
}
)",
     .good = R"(void waits_for_the_sum() {
  Atomic<int> total(0, "total");
  WaitGroup all("all");
  all.go([&] { total.fetch_add(1); });
  all.wait();
  expect(total.load() == 1, "the sum is there");
}
)",
     .cure = "find the first step of the table that the check takes for granted, and wait for it"},
};

}  // namespace

std::span<const Entry> data_entries() {
  return kEntries;
}

}  // namespace weft::output
