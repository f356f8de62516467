// CockroachDB 13755: a result set waits, in a goroutine, for its context to be cancelled; rows that
// are never closed leave that goroutine behind. The fix closes them.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Rows {
  WithCancel scope = with_cancel(background());
  Atomic<bool> closed{false, "closed"};

  void open() {
    go("await_done", [this, ctx = scope.context] {
      ctx.done().recv();
      closed.store(true);
    });
  }
  void close() const { scope.cancel(); }
};

void run(bool fixed) {
  Rows rows;
  rows.open();
  if (fixed) rows.close();
}

const RegisteredBug registered{{"cockroach_13755", [] { run(false); }, [] { run(true); },
                                kind::kLeak, "Rows that nobody closes"}};

}  // namespace
}  // namespace weft
