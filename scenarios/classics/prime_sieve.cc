// The prime sieve of goroutines: a chain of filters, each takes out the multiples of one prime.
#include <vector>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

const std::vector<int> kPrimes{2, 3, 5, 7, 11};

/// GOOD: each stage closes what it sends to when there is no more to come.
RecvChan<int> numbers_up_to(int limit) {
  const Chan<int> out("numbers");
  go("numbers", [=] {
    for (int n = 2; n <= limit; ++n) out.send(n);
    out.close();
  });
  return out;
}

RecvChan<int> without_multiples(RecvChan<int> in, int prime) {
  const Chan<int> out("filtered");
  go("filter", [=] {
    for (const int n : in) {
      if (n % prime != 0) out.send(n);
    }
    out.close();
  });
  return out;
}

void sieve() {
  std::vector<int> primes;
  RecvChan<int> in = numbers_up_to(12);
  while (const std::optional<int> prime = in.next()) {
    primes.push_back(*prime);
    in = without_multiples(in, *prime);
  }
  expect(primes == kPrimes, "the primes");
}

/// BAD: without end, as in the tutorial. When main has enough primes, the chain is still there.
RecvChan<int> endless(const Context& ctx) {
  const Chan<int> out("numbers");
  go("numbers", [=] {
    for (int n = 2;; ++n) {
      if (select(recv(ctx.done()), send(out, n)) == 0) return;
    }
  });
  return out;
}

RecvChan<int> filter(const Context& ctx, RecvChan<int> in, int prime) {
  const Chan<int> out("filtered");
  go("filter", [=] {
    for (;;) {
      int n = 0;
      if (select(recv(ctx.done()), recv(in, [&](int next) { n = next; })) == 0) return;
      if (n % prime == 0) continue;
      if (select(recv(ctx.done()), send(out, n)) == 0) return;
    }
  });
  return out;
}

void first_primes(const Context& ctx) {
  RecvChan<int> in = endless(ctx);
  for (std::size_t i = 0; i < 2; ++i) {
    const int prime = in.recv();
    expect(prime == kPrimes.at(i), "the next prime");
    in = filter(ctx, in, prime);
  }
}

/// GOOD: the same, cancelled.
void cancelled() {
  const auto [ctx, cancel] = with_cancel(background());
  const Defer deferred(cancel);
  first_primes(ctx);
}

const Registered registered[] = {
    Registered{{.name = "classics/prime_sieve/up_to_12",
                .body = sieve,
                .summary = "Six goroutines in a row, of which there is one execution only"}},
    Registered{{.name = "classics/prime_sieve/bad_never_cancelled",
                .body = [] { first_primes(background()); },
                .expects = kind::kLeak,
                .summary = "A sieve that is left running when there are primes enough"}},
    Registered{{.name = "classics/prime_sieve/cancelled",
                .body = cancelled,
                .summary = "A sieve that is cancelled when there are primes enough"}},
};

}  // namespace
}  // namespace weft
