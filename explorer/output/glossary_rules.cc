// Rules of single primitives.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/output/glossary_entries.h"

namespace weft::output {
namespace {

constexpr Entry kEntries[] = {
    {.kind = kind::kPanic,
     .meaning = "A panic, or another C++ exception, left a goroutine. In Go that ends the whole "
                "program: send on a closed channel, close of a closed or nil channel, unlock of an "
                "unlocked mutex, a negative WaitGroup counter, or a panic of the program's own.",
     .rule = "Channels: only the sender closes, once, and after the last send.",
     .bad = R"(void closes_too_early() {
  Chan<int> jobs(1, "jobs");
  go("sender", [=] { jobs.send(1); });
  jobs.close();
}
)",
     .good = R"(void the_sender_closes() {
  Chan<int> jobs(1, "jobs");
  go("sender", [=] {
    jobs.send(1);
    jobs.close();
  });
  for (int job : jobs) (void)job;
}
)",
     .cure = "let only the sender close, after its last send, or after a WaitGroup has waited for "
             "all senders; catch what may be thrown where it is thrown"},

    {.kind = kind::kLockHeld,
     .meaning = "A goroutine finished while it held a lock. Nobody can give it back any more, and "
                "whoever wants it next waits for ever.",
     .rule = "Mutex: unlock on every path out; Go defers it, C++ has lock guards.",
     .bad = R"(void forgets_on_one_path() {
  Mutex mu("mu");
  go("writer", [&] {
    mu.lock();
    if (choose(2) == 0) return;
    mu.unlock();
  });
}
)",
     .good = R"(void guard_on_every_path() {
  Mutex mu("mu");
  go("writer", [&] {
    std::scoped_lock lock(mu);
    if (choose(2) == 0) return;
  });
}
)",
     .cure = "use std::scoped_lock or std::unique_lock (for reading, std::shared_lock) instead of "
             "lock() and unlock()"},

    {.kind = kind::kWaitGroupMisuse,
     .meaning =
         "A WaitGroup is used so that wait() may pass before it should: add() from zero can "
         "happen at the same time as wait(), or it is used again before everybody who waited "
         "has returned.",
     .rule = "WaitGroup: add before starting the goroutine, never inside it.",
     .bad = R"(void adds_inside() {
  WaitGroup all("all");
  go("worker", [&] {
    all.add(1);
    all.done();
  });
  all.wait();
}
)",
     .good = R"(void adds_before() {
  WaitGroup all("all");
  all.add(1);
  go("worker", [&] { all.done(); });
  all.wait();
}
)",
     .cure = "call add() before go(), or use WaitGroup::go which does both"},

    {.kind = kind::kLostCancel,
     .meaning = "The cancel function of a context was never called and the context was not "
                "cancelled in any other way, so whatever the context holds stays until its parent "
                "ends.",
     .rule = "Context: `defer cancel()` in the line after with_cancel, with_timeout or "
             "with_deadline.",
     .bad = R"(void drops_cancel() {
  auto [ctx, cancel] = with_cancel(background());
  go("worker", [ctx = ctx] { (void)ctx.err(); });
}
)",
     .good = R"(void defers_cancel() {
  auto [ctx, cancel] = with_cancel(background());
  Defer deferred(cancel);
  go("worker", [ctx = ctx] { (void)ctx.err(); });
}
)",
     .cure =
         "write `Defer deferred(cancel);` right after the context is made; where an object keeps "
         "it, cancel in its destructor"},
};

}  // namespace

std::span<const Entry> rule_entries() {
  return kEntries;
}

}  // namespace weft::output
