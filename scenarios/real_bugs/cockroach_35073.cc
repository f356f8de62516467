// CockroachDB 35073: rows are pushed into a buffered channel as long as its consumer needs them. An
// outbox that fails at once leaves without saying that it needs no more. The fix marks the channel
// as closed by its consumer on every way out, and frees one pusher that may be waiting.
//
// The capacity is 2 instead of 16.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

constexpr int kRows = 2;

struct RowChannel {
  Chan<int> rows{kRows, "rows"};
  Atomic<bool> needed{true, "needed"};

  void push(int row) const {
    if (needed.load()) rows.send(row);
  }
  void consumer_closed() {
    needed.store(false);
    select(recv(rows), otherwise());
  }
};

void run(bool fixed) {
  RowChannel channel;
  WaitGroup outbox("outbox");
  for (int row = 0; row < kRows; ++row) channel.push(row);
  go("pusher", [&] { channel.push(kRows); });
  outbox.go([&] {
    if (fixed) channel.consumer_closed();  // it fails, and leaves
  });
  outbox.wait();
  channel.push(kRows + 1);
}

const RegisteredBug registered{{"cockroach_35073", [] { run(false); }, [] { run(true); },
                                kind::kDeadlock, "A consumer that leaves without a word"}};

}  // namespace
}  // namespace weft
