// Goroutines that wait or run for ever.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/output/glossary_entries.h"

namespace weft::output {
namespace {

constexpr Entry kEntries[] = {
    {.kind = kind::kDeadlock,
     .meaning = "Nothing can move any more and main has not finished; or some goroutines wait for "
                "each other in a circle, whatever the others do. Each of them waits for something "
                "that only another of them could give.",
     .rule = "Mutex: take locks in one order everywhere, and never take a lock that is already "
             "held (Mutex is not reentrant). Channels: an unbuffered send needs a receiver.",
     .bad = R"(void opposite_orders() {
  Mutex cash("cash");
  Mutex book("book");
  WaitGroup all("all");
  all.go([&] {
    std::scoped_lock first(cash);
    std::scoped_lock second(book);
  });
  all.go([&] {
    std::scoped_lock first(book);
    std::scoped_lock second(cash);
  });
  all.wait();
}
)",
     .good = R"(void one_order() {
  Mutex cash("cash");
  Mutex book("book");
  WaitGroup all("all");
  for (int i = 0; i < 2; ++i) {
    all.go([&] {
      std::scoped_lock first(cash);
      std::scoped_lock second(book);
    });
  }
  all.wait();
}
)",
     .cure =
         "locks: take them in one order everywhere, or hold only one at a time; channels and wait "
         "groups: make sure that on every path somebody sends, receives, closes or is done"},

    {.kind = kind::kLeak,
     .meaning = "main has finished, and a goroutine is still there that can never finish: it waits "
                "for something nobody alive can give, or runs for ever without a way to stop it.",
     .rule = "Goroutine lifecycle: every goroutine has a way to stop, by a done channel, a context "
             "or a closed jobs channel.",
     .bad = R"(void nobody_receives() {
  Chan<int> results("results");
  go("worker", [=] { results.send(42); });
}
)",
     .good = R"(void room_for_the_result() {
  Chan<int> results(1, "results");
  go("worker", [=] { results.send(42); });
}
)",
     .cure = "select on ctx.done() beside the blocking operation, close the channel that is ranged "
             "over, or give the channel room for what may be sent"},

    {.kind = kind::kLostWakeup,
     .meaning = "A goroutine waits for ever, and the signal meant for it came earlier, when nobody "
                "was waiting yet. A signal is not kept for those who come later.",
     .rule = "sync.Cond: test the condition and wait under the same lock, in a loop; change the "
             "condition under that lock before signalling.",
     .bad = R"(void looks_then_waits() {
  Mutex mu("mu");
  Cond ready(mu, "ready");
  bool full = false;
  go("producer", [&] {
    { std::scoped_lock lock(mu); full = true; }
    ready.signal();
  });
  bool have = false;
  { std::scoped_lock lock(mu); have = full; }
  std::scoped_lock lock(mu);
  if (!have) ready.wait();
}
)",
     .good = R"(void looks_and_waits_under_one_lock() {
  Mutex mu("mu");
  Cond ready(mu, "ready");
  bool full = false;
  go("producer", [&] {
    { std::scoped_lock lock(mu); full = true; }
    ready.signal();
  });
  std::scoped_lock lock(mu);
  while (!full) ready.wait();
}
)",
     .cure = "test the condition and wait under one lock, in a loop: `while (!condition) "
             "cond.wait();`; and change the condition under that lock before the signal"},

    {.kind = kind::kLivelock,
     .meaning = "Goroutines are busy for ever and nothing changes any more: each goes round in "
                "circles, looking at values that nobody left could change.",
     .rule = "Goroutine lifecycle: a loop that polls needs somebody who will change what it looks "
             "at.",
     .bad = R"(void nobody_sets_it() {
  Atomic<bool> ready(false, "ready");
  while (!ready.load()) gosched();
}
)",
     .good = R"(void somebody_sets_it() {
  Atomic<bool> ready(false, "ready");
  go("setter", [&] { ready.store(true); });
  while (!ready.load()) gosched();
}
)",
     .cure = "make sure that on every path somebody makes the condition true, or wait on a channel "
             "or a condition variable instead of polling"},
};

}  // namespace

std::span<const Entry> waiting_entries() {
  return kEntries;
}

}  // namespace weft::output
