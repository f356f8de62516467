// A rate limiter: a bucket of tokens that a ticker fills, one at a time, and that holds only so
// many.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

constexpr int kBurst = 1;
constexpr auto kPeriod = 100ms;

/// GOOD: a token for which there is no room is lost.
void fill(const Context& ctx, const SendChan<Unit>& bucket) {
  const Ticker ticker(kPeriod);
  const Defer stop([&] { ticker.stop(); });
  while (select(recv(ctx.done()), recv(ticker.c())) != 0) {
    select(send(bucket, {}), otherwise());
  }
}

/// BAD: waits until there is room, and does not hear meanwhile that it is over.
void fill_patiently(const Context& ctx, const SendChan<Unit>& bucket) {
  const Ticker ticker(kPeriod);
  const Defer stop([&] { ticker.stop(); });
  while (select(recv(ctx.done()), recv(ticker.c())) != 0) bucket.send({});
}

template <typename Fill>
void limit_requests(Fill fill) {
  const auto [ctx, cancel] = with_cancel(background());
  const Defer deferred(cancel);
  const Chan<Unit> bucket(kBurst, "bucket");
  bucket.send({});
  go("filler", [=, ctx = ctx] { fill(ctx, bucket); });
  const Time begin = now();
  for (int request = 0; request < 2; ++request) bucket.recv();
  expect(since(begin) >= kPeriod, "the second request a period after the first");
}

const Registered registered[] = {
    Registered{{.name = "classics/leaky_bucket/overflows",
                .body = [] { limit_requests(fill); },
                .summary = "A limiter that drops tokens for which there is no room"}},
    Registered{{.name = "classics/leaky_bucket/bad_waits_for_room",
                .body = [] { limit_requests(fill_patiently); },
                .expects = kind::kLeak,
                .summary = "A limiter that waits for room in the bucket after the last request"}},
};

}  // namespace
}  // namespace weft
