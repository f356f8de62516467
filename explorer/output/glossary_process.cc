// Programs that do not come to an orderly end, or not twice to the same.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/output/glossary_entries.h"

namespace weft::output {
namespace {

constexpr Entry kEntries[] = {
    {.kind = kind::kCrash,
     .meaning = "The program aborted, called std::terminate, failed an assert or did something the "
                "machine refuses (a null pointer, a division by zero). The report was written "
                "before the process was lost.",
     .rule = "What may fail in some interleaving must be checked in every interleaving.",
     .bad = R"(void uses_what_may_not_be_there() {
  Atomic<int*> value(nullptr, "value");
  static int number = 42;
  go("maker", [&] { value.store(&number); });
  expect(*value.load() == 42, "what was made");
}
)",
     .good = R"(void waits_until_it_is_there() {
  Chan<int*> made(1, "made");
  static int number = 42;
  go("maker", [=] { made.send(&number); });
  expect(*made.recv() == 42, "what was made");
}
)",
     .cure = "look at the last step: what it relies on had not happened yet; wait for it"},

    {.kind = kind::kExit,
     .meaning = "A goroutine, or a real thread that the scenario has started, called exit, _exit, "
                "_Exit, quick_exit or pthread_exit. That would have ended the whole program, the "
                "search with it, whatever the other goroutines were about to do.",
     .rule = "Only main ends a program; everybody else returns an error.",
     .bad = R"(void gives_up_for_all() {
  Chan<int> answers(1, "answers");
  go("worker", [=] {
    const bool fails = choose(2) == 0;
    if (fails) std::exit(3);
    answers.send(42);
  });
  (void)answers.recv();
}
)",
     .good = R"(void tells_that_it_failed() {
  Chan<int> answers(1, "answers");
  go("worker", [=] {
    const bool fails = choose(2) == 0;
    if (!fails) answers.send(42);
    answers.close();
  });
  (void)answers.recv_ok();
}
)",
     .cure = "return the error, or send it to who decides; only main may end the program"},

    {.kind = kind::kStackOverflow,
     .meaning = "A goroutine used more stack than it has. Goroutines of a scenario have small "
                "stacks of a fixed size, with a guard page behind them.",
     .rule = "A recursion must end in every interleaving.",
     .bad = R"(void recurse(int depth, char* callers) {
  char page[4096] = {*callers};
  if (depth > 0) recurse(depth - 1, page);
  *callers = page[0];
}
void too_deep() {
  char none = 0;
  recurse(1000, &none);
}
)",
     .good = R"(void iterate(int depth) {
  while (depth > 0) --depth;
}
void deep_enough() { iterate(1000); }
)",
     .cure = "end the recursion, or give the scenario bigger stacks (`stack_bytes`)"},

    {.kind = kind::kNeverYields,
     .meaning =
         "A goroutine runs and runs without a single operation that weft can see: an endless "
         "loop, or a call that blocks for real (std::mutex, a socket, a real sleep).",
     .rule = "A scenario waits only by weft's own primitives.",
     .bad = R"(void spins_on_plain_memory() {
  volatile bool ready = false;
  go("waiter", [&] {
    while (!ready) {
    }
  });
  ready = true;
}
)",
     .good = R"(void spins_on_an_atomic() {
  Atomic<bool> ready(false, "ready");
  go("waiter", [&] {
    while (!ready.load()) gosched();
  });
  ready.store(true);
}
)",
     .cure = "use Atomic, a channel or a condition variable instead of plain memory or std::mutex"},

    {.kind = kind::kNondeterminism,
     .meaning = "The scenario did something else when the same schedule was run again. A search "
                "cannot prove anything about such a program, and a token cannot replay it.",
     .rule = "Given the order of its operations, a scenario does the same every time.",
     .bad = R"(void counts_its_runs() {
  static int runs = 0;
  Mutex mu("mu");
  if (++runs % 2 == 0) std::scoped_lock lock(mu);
}
)",
     .good = R"(void explores_both() {
  Mutex mu("mu");
  if (choose(2) == 0) std::scoped_lock lock(mu);
}
)",
     .cure = "look for clocks, random numbers, static variables, containers ordered by address and "
             "real threads; use choose() for what may go either way"},
};

}  // namespace

std::span<const Entry> process_entries() {
  return kEntries;
}

}  // namespace weft::output
