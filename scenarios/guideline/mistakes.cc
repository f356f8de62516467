// The mistakes everybody makes once, and how it is done right.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// BAD: all goroutines see the one loop variable, while the loop still counts.
void bad_loop_variable() {
  Shared<int> i(0, "i");
  Atomic<int> sum(0, "sum");
  WaitGroup all("all");
  for (; i.load() < 3; i.update([](int& n) { ++n; })) all.go([&] { sum.add(i.load()); });
  all.wait();
}

/// GOOD: each has a copy.
void good_loop_variable() {
  Atomic<int> sum(0, "sum");
  WaitGroup all("all");
  for (int i = 0; i < 3; ++i) all.go([&, i] { sum.add(i); });
  all.wait();
  expect(sum.load() == 0 + 1 + 2, "every value once");
}

/// BAD: both write the same variable, and nothing orders them.
void bad_unsynchronised_write() {
  Shared<int> result(0, "result");
  WaitGroup all("all");
  for (int i = 1; i <= 2; ++i) all.go([&, i] { result.store(i); });
  all.wait();
}

/// GOOD: each writes its own, and who reads them has waited.
void good_synchronised_write() {
  Shared<int> first(0, "first");
  Shared<int> second(0, "second");
  WaitGroup all("all");
  all.go([&] { first.store(1); });
  all.go([&] { second.store(2); });
  all.wait();
  expect(first.load() + second.load() == 3, "both results");
}

/// BAD: the reader waits for more, or for a close that nobody will do.
void bad_never_closed() {
  const Chan<int> numbers("numbers");
  go("reader", [=] {
    for (const int number : numbers) expect(number > 0, "a number");
  });
  for (int i = 1; i <= 2; ++i) numbers.send(i);
}

/// GOOD: who sends, closes.
void good_closed_by_sender() {
  const Chan<int> numbers("numbers");
  go("reader", [=] {
    for (const int number : numbers) expect(number > 0, "a number");
  });
  for (int i = 1; i <= 2; ++i) numbers.send(i);
  numbers.close();
}

/// BAD: main closes what somebody may still send on.
void bad_send_on_closed() {
  const Chan<int> results(1, "results");
  go("sender", [=] { results.send(1); });
  results.close();
}

/// GOOD: closes when the sender is done.
void good_close_after_senders() {
  const Chan<int> results(1, "results");
  WaitGroup senders("senders");
  senders.go([=] { results.send(1); });
  senders.wait();
  results.close();
}

const Registered registered[] = {
    Registered{{.name = "guideline/mistakes/bad_loop_variable",
                .body = bad_loop_variable,
                .expects = kind::kDataRace,
                .summary = "Goroutines that share the loop variable"}},
    Registered{{.name = "guideline/mistakes/good_loop_variable",
                .body = good_loop_variable,
                .summary = "Goroutines with a copy of the loop variable each"}},
    Registered{{.name = "guideline/mistakes/bad_unsynchronised_write",
                .body = bad_unsynchronised_write,
                .expects = kind::kDataRace,
                .summary = "Two goroutines that write one variable"}},
    Registered{{.name = "guideline/mistakes/good_synchronised_write",
                .body = good_synchronised_write,
                .summary = "Two goroutines that write a variable each"}},
    Registered{{.name = "guideline/mistakes/bad_never_closed",
                .body = bad_never_closed,
                .expects = kind::kLeak,
                .summary = "A range over a channel that nobody closes"}},
    Registered{{.name = "guideline/mistakes/good_closed_by_sender",
                .body = good_closed_by_sender,
                .summary = "A range over a channel that its sender closes"}},
    Registered{{.name = "guideline/mistakes/bad_send_on_closed",
                .body = bad_send_on_closed,
                .expects = kind::kPanic,
                .summary = "A channel closed while somebody may still send"}},
    Registered{{.name = "guideline/mistakes/good_close_after_senders",
                .body = good_close_after_senders,
                .summary = "A channel closed when its senders are done"}},
};

}  // namespace
}  // namespace weft
