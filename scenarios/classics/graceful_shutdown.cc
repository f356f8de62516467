// Graceful shutdown: take no more requests, finish those that were taken, then stop.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

struct Server {
  Chan<int> requests{"requests"};
  Atomic<int> accepted{0, "accepted"};
  Atomic<int> served{0, "served"};
  WaitGroup running{"running"};

  void handle() {
    accepted.add(1);
    running.go([this] { served.add(1); });
  }
};

/// GOOD: who takes requests is waited for as well, so none is taken behind our back.
void good_shutdown() {
  Server server;
  const auto [ctx, cancel] = with_cancel(background());
  server.running.go([&, ctx = ctx] {
    for (bool open = true; open;) {
      select(recv(ctx.done(), [&] { open = false; }),
             recv(server.requests, [&] { server.handle(); }));
    }
  });
  go("client", [&, ctx = ctx] {
    for (int i = 0; i < 2; ++i) select(send(server.requests, i), recv(ctx.done()));
  });
  cancel();
  server.running.wait();
  expect(server.served.load() == server.accepted.load(), "every accepted request served");
}

/// BAD: closes the door in the face of a client who is about to come in.
void bad_closes_requests() {
  Server server;
  server.running.go([&] {
    while (server.requests.next()) server.handle();
  });
  go("client", [&] { server.requests.send(1); });
  server.requests.close();
  server.running.wait();
}

/// BAD: waits for the handlers only. A request may be taken after that.
void bad_waits_for_handlers_only() {
  Server server;
  const auto [ctx, cancel] = with_cancel(background());
  go("listener",
     [&, ctx = ctx] { select(recv(ctx.done()), recv(server.requests, [&] { server.handle(); })); });
  go("client", [&, ctx = ctx] { select(send(server.requests, 1), recv(ctx.done())); });
  cancel();
  server.running.wait();
  expect(server.served.load() == server.accepted.load(), "every accepted request served");
}

const Registered registered[] = {
    Registered{{.name = "classics/graceful_shutdown/waits_for_all",
                .body = good_shutdown,
                .summary = "A server that stops listening, then finishes what it has taken"}},
    Registered{{.name = "classics/graceful_shutdown/bad_closes_requests",
                .body = bad_closes_requests,
                .expects = kind::kPanic,
                .summary = "A server that closes the channel its clients send on"}},
    Registered{{.name = "classics/graceful_shutdown/bad_waits_for_handlers_only",
                .body = bad_waits_for_handlers_only,
                .expects = kind::kWaitGroupMisuse,
                .summary = "A server that may take a request after it has waited"}},
};

}  // namespace
}  // namespace weft
