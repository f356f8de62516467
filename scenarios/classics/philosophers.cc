// Dining philosophers (Dijkstra): n at a round table, one fork between each two, two needed to eat.
#include <array>
#include <deque>
#include <functional>
#include <mutex>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

constexpr std::array kNames{"Aristotle", "Bacon", "Confucius", "Descartes"};
constexpr std::array kForks{"fork AB", "fork BC", "fork CD", "fork DA"};

/// A table for `n`, and what one of them does there.
void dine(std::size_t n, const std::function<void(std::size_t, Mutex& left, Mutex& right)>& meal) {
  std::deque<Mutex> forks;
  for (std::size_t i = 0; i < n; ++i) forks.emplace_back(kForks.at(i));
  WaitGroup all("all");
  for (std::size_t i = 0; i < n; ++i) {
    all.add(1);
    go(kNames.at(i), [&, i] {
      meal(i, forks[i], forks[(i + 1) % n]);
      all.done();
    });
  }
  all.wait();
}

/// BAD: everybody takes the left fork first. If all do at once, nobody gets the right one.
void left_first(std::size_t /*seat*/, Mutex& left, Mutex& right) {
  std::scoped_lock first(left);
  std::scoped_lock second(right);
}

/// GOOD: forks have an order, and the lower one is taken first.
void ordered(std::size_t n) {
  dine(n, [n](std::size_t seat, Mutex& left, Mutex& right) {
    const bool last = seat == n - 1;  // whose right fork is the first of all
    std::scoped_lock first(last ? right : left);
    std::scoped_lock second(last ? left : right);
  });
}

/// GOOD: a waiter seats all but one, so that somebody gets two forks.
void waiter(std::size_t n) {
  const Chan<Unit> seats(n - 1, "seats");
  dine(n, [&](std::size_t seat, Mutex& left, Mutex& right) {
    seats.send({});
    left_first(seat, left, right);
    seats.recv();
  });
}

const Registered registered[] = {
    Registered{{.name = "classics/philosophers/bad_left_first_2",
                .body = [] { dine(2, left_first); },
                .expects = kind::kDeadlock,
                .summary = "Two philosophers who take the left fork first"}},
    Registered{{.name = "classics/philosophers/bad_left_first_4",
                .body = [] { dine(4, left_first); },
                .expects = kind::kDeadlock,
                .summary = "Four philosophers who take the left fork first"}},
    Registered{{.name = "classics/philosophers/ordered_3",
                .body = [] { ordered(3); },
                .summary = "Three philosophers who take forks in one order"}},
    Registered{{.name = "classics/philosophers/ordered_4",
                .body = [] { ordered(4); },
                .summary = "Four philosophers who take forks in one order"}},
    Registered{{.name = "classics/philosophers/waiter_3",
                .body = [] { waiter(3); },
                .summary = "Three philosophers and a waiter who seats two at a time"}},
};

}  // namespace
}  // namespace weft
