// Context: handed down first, asked before and while one works, and always cancelled in the end.
#include <string>
#include <utility>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

struct User {
  int id = 0;
  std::string name;
};

/// A database that takes its time, and may never answer at all.
class Database {
 public:
  /// A row, or why the context was done first.
  std::pair<User, Error> query_row(const Context& ctx, int id) const {
    const Chan<User> row(1, "row");
    const bool answers = choose(2) == 0;
    if (answers) go("database", [=] { row.send({id, "gopher"}); });
    std::pair<User, Error> result;
    select(recv(ctx.done(), [&] { result.second = ctx.err(); }),
           recv(row, [&](User user) { result.first = std::move(user); }));
    return result;
  }
};

/// GOOD: does not begin when it is too late, and hands the context down.
std::pair<User, Error> get_user(const Context& ctx, const Database& database, int id) {
  if (const Error late = ctx.err()) return {{}, late};
  return database.query_row(ctx, id);
}

void good_get_user() {
  const Database database;
  const auto [ctx, cancel] = with_timeout(background(), 50ms);
  const Defer deferred(cancel);
  const auto [user, error] = get_user(ctx, database, 1);
  expect(error ? error == kDeadlineExceeded : user.id == 1, "the user, or that it took too long");
}

/// BAD: asks with a context of its own, which is never done. The caller's patience is nothing to
/// it.
void bad_get_user() {
  const Database database;
  const auto [ctx, cancel] = with_timeout(background(), 50ms);
  const Defer deferred(cancel);
  const auto [user, error] = database.query_row(background(), 1);
  expect(!error && user.id == 1, "the user");
}

/// Waits for `answer` as long as the context allows.
Error await(const Context& ctx, const RecvChan<int>& answer) {
  Error error;
  select(recv(answer), recv(ctx.done(), [&] { error = ctx.err(); }));
  return error;
}

/// BAD: when the caller has given up, nobody receives the answer.
void bad_timeout() {
  const Chan<int> answer("answer");
  const auto [ctx, cancel] = with_timeout(background(), 50ms);
  const Defer deferred(cancel);
  go("worker", [=] { answer.send(42); });
  (void)await(ctx, answer);
}

/// GOOD: there is room for an answer that nobody wants any more.
void good_timeout() {
  const Chan<int> answer(1, "answer");
  const auto [ctx, cancel] = with_timeout(background(), 50ms);
  const Defer deferred(cancel);
  go("worker", [=] { answer.send(42); });
  const Error error = await(ctx, answer);
  expect(!error || error == kDeadlineExceeded, "an answer, or that it took too long");
}

/// Numbers, until nobody wants more.
RecvChan<int> numbers(const Context& ctx) {
  const Chan<int> out("numbers");
  go("generator", [=] {
    for (int n = 1;; ++n) {
      if (select(recv(ctx.done()), send(out, n)) == 0) return;
    }
  });
  return out;
}

/// BAD: stops listening, and does not say so.
void bad_cancel() {
  const auto [ctx, cancel] = with_cancel(background());
  for (const int n : numbers(ctx)) {
    if (n == 2) break;
  }
}

/// GOOD: cancels what it has started, when it returns at the latest.
void good_cancel() {
  const auto [ctx, cancel] = with_cancel(background());
  const Defer deferred(cancel);
  for (const int n : numbers(ctx)) {
    if (n == 2) break;
  }
}

/// BAD: one way out of three forgets to cancel.
Error forgetful(int request) {
  const auto [ctx, cancel] = with_timeout(background(), 50ms);
  if (request == 0) return Error("bad request");
  cancel();
  return nullptr;
}

void bad_defer_cancel() {
  (void)forgetful(choose(2));
}

/// GOOD: deferred at once, it is called whatever happens.
Error careful(int request) {
  const auto [ctx, cancel] = with_timeout(background(), 50ms);
  const Defer deferred(cancel);
  if (request == 0) return Error("bad request");
  return nullptr;
}

void good_defer_cancel() {
  (void)careful(choose(2));
}

/// A key of its own type: nobody else's value can be under it.
const ContextKey<std::string> kRequestId("request id");

void handle(const Context& ctx, const SendChan<std::string>& log) {
  const std::string* const id = ctx.value(kRequestId);
  log.send(id == nullptr ? "unknown" : *id);
}

/// GOOD: what belongs to a request travels with its context, into every goroutine.
void good_value() {
  const Chan<std::string> log("log");
  const auto [ctx, cancel] = with_cancel(with_value(background(), kRequestId, "r-1"));
  const Defer deferred(cancel);
  for (int i = 0; i < 2; ++i) go([=, ctx = ctx] { handle(ctx, log); });
  for (int i = 0; i < 2; ++i) expect(log.recv() == "r-1", "the request's id");
}

/// BAD: two packages put their values under the one key "id": who asks last gets the other's.
const ContextKey<std::string> kId("id");

Context authenticated(const Context& ctx) {
  return with_value(ctx, kId, "gopher");
}
Context traced(const Context& ctx) {
  return with_value(ctx, kId, "r-1");
}

void bad_value() {
  const Context ctx = traced(authenticated(background()));
  go("handler", [=] { expect(*ctx.value(kId) == "gopher", "the user's id"); });
}

const Registered registered[] = {
    Registered{{.name = "guideline/context/bad_get_user",
                .body = bad_get_user,
                .expects = kind::kDeadlock,
                .summary = "A query that does not get the caller's context"}},
    Registered{{.name = "guideline/context/good_get_user",
                .body = good_get_user,
                .summary = "A query that is given up when the context is done"}},
    Registered{{.name = "guideline/context/bad_timeout",
                .body = bad_timeout,
                .expects = kind::kLeak,
                .summary = "An answer that comes after the timeout, for which there is no room"}},
    Registered{{.name = "guideline/context/good_timeout",
                .body = good_timeout,
                .summary = "An answer that may come after the timeout"}},
    Registered{{.name = "guideline/context/bad_cancel",
                .body = bad_cancel,
                .expects = kind::kLeak,
                .summary = "A generator that is not told that nobody listens any more"}},
    Registered{{.name = "guideline/context/good_cancel",
                .body = good_cancel,
                .summary = "A generator that is cancelled"}},
    Registered{{.name = "guideline/context/bad_defer_cancel",
                .body = bad_defer_cancel,
                .expects = kind::kLostCancel,
                .summary = "An early return that skips cancel"}},
    Registered{{.name = "guideline/context/good_defer_cancel",
                .body = good_defer_cancel,
                .summary = "A cancel that is deferred as soon as there is one"}},
    Registered{{.name = "guideline/context/bad_value",
                .body = bad_value,
                .expects = kind::kCheckFailed,
                .summary = "Two packages that keep values under one key"}},
    Registered{{.name = "guideline/context/good_value",
                .body = good_value,
                .summary = "A request's id that travels with its context"}},
};

}  // namespace
}  // namespace weft
