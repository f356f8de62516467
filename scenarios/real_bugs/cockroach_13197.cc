// CockroachDB 13197: a transaction waits, in a goroutine, for its context to be cancelled; a
// transaction that is never finished leaves that goroutine behind. The fix finishes it.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Transaction {
  WithCancel scope = with_cancel(background());

  Transaction() {
    go("await_done", [ctx = scope.context] { ctx.done().recv(); });
  }
  void rollback() const { scope.cancel(); }
};

const RegisteredBug registered{{"cockroach_13197", [] { const Transaction transaction; },
                                [] {
                                  const Transaction transaction;
                                  transaction.rollback();
                                },
                                kind::kLeak, "A transaction that nobody finishes"}};

}  // namespace
}  // namespace weft
