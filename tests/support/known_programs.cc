// What goroutines share is kept by local_shared_ptr: all of one execution are on one thread, and to
// count with atomics was some seven hundredths of what the benchmarks measured.
#include "weft/tests/support/known_programs.h"

#include <boost/smart_ptr/make_local_shared.hpp>
#include <deque>
#include <utility>

#include "weft/primitives/weft.h"

namespace weft::testing_support {
namespace {

template <typename Body>
void each(int n, Body body) {
  for (int i = 0; i < n; ++i) go([=] { body(i); });
}

template <typename Body>
void catching(Body body) {
  try {
    body();
  } catch (const Panic&) {
  }
}

}  // namespace

Scenario senders_to_one_receiver(int senders, int each_sends, std::size_t capacity) {
  return [=] {
    Chan<int> c(capacity);
    each(senders, [=](int) {
      for (int k = 0; k < each_sends; ++k) c.send(k);
    });
    for (int k = 0; k < senders * each_sends; ++k) c.next();
  };
}

Scenario senders_and_receivers(int n, int m, std::size_t capacity) {
  return [=] {
    Chan<int> c(capacity);
    each(n, [=](int i) { c.send(i); });
    each(m, [=](int) { c.next(); });
  };
}

Scenario workers_done(int n) {
  return [=] {
    WaitGroup wg;
    for (int i = 0; i < n; ++i) {
      wg.add(1);
      go([&wg] { wg.done(); });
    }
    wg.wait();
  };
}

Scenario workers_with_helpers(int n) {
  return [=] {
    WaitGroup wg;
    for (int i = 0; i < n; ++i) {
      wg.add(1);
      go([&wg] {
        wg.add(1);
        go([&wg] { wg.done(); });
        wg.done();
      });
    }
    wg.wait();
  };
}

Scenario readers_and_a_writer(int readers) {
  return [=] {
    RWMutex mutex;
    WaitGroup wg;
    for (int i = 0; i < readers; ++i) {
      wg.add(1);
      go([&] {
        mutex.rlock();
        mutex.runlock();
        wg.done();
      });
    }
    mutex.lock();
    mutex.unlock();
    wg.wait();
  };
}

Scenario lockers(int n, int times) {
  return [=] {
    auto mu = boost::make_local_shared<Mutex>();
    each(n, [=](int) {
      for (int k = 0; k < times; ++k) {
        mu->lock();
        mu->unlock();
      }
    });
  };
}

Scenario philosophers(int n, bool lowest_first) {
  return [=] {
    auto forks = boost::make_local_shared<std::deque<Mutex>>();
    for (int i = 0; i < n; ++i) forks->emplace_back();
    each(n, [=](int i) {
      int first = i;
      int second = (i + 1) % n;
      if (lowest_first && second < first) std::swap(first, second);
      Mutex& left = (*forks)[static_cast<std::size_t>(first)];
      Mutex& right = (*forks)[static_cast<std::size_t>(second)];
      left.lock();
      right.lock();
      right.unlock();
      left.unlock();
    });
  };
}

Scenario store_and_loads(int loads) {
  return [=] {
    auto x = boost::make_local_shared<Atomic<int>>();
    go([=] { x->store(1); });
    each(loads, [=](int) { (void)x->load(); });
  };
}

Scenario adders(int n, int times, bool used) {
  return [=] {
    auto x = boost::make_local_shared<Atomic<int>>();
    each(n, [=](int) {
      for (int k = 0; k < times; ++k) used ? (void)x->fetch_add(1) : x->add(1);
    });
  };
}

// Abdulla et al., POPL'14: one goroutine looks for the first zero from the end of an array while
// n others each copy their left neighbour's value plus one.
Scenario last_zero(int n) {
  return [=] {
    const auto at = [cells =
                         boost::make_local_shared<Atomic<int>[]>(static_cast<std::size_t>(n) + 1)](
                        int i) -> Atomic<int>& { return cells[i]; };
    go([=] {
      for (int i = n; at(i).load() != 0; --i) {
      }
    });
    each(n, [=](int i) { at(i + 1).store(at(i).load() + 1); });
  };
}

Scenario fan_out(int jobs, int workers) {
  return [=] {
    Chan<int> c(static_cast<std::size_t>(jobs));
    for (int j = 0; j < jobs; ++j) c.send(j);
    c.close();
    each(workers, [=](int) {
      while (c.next()) {
      }
    });
  };
}

Scenario independent(int n) {
  return [=] {
    auto cells = boost::make_local_shared<std::deque<Atomic<int>>>();
    for (int i = 0; i < n; ++i) cells->emplace_back(0);
    each(n, [=](int i) {
      for (int k = 0; k < 3; ++k) (*cells)[static_cast<std::size_t>(i)].fetch_add(1);
    });
  };
}

Scenario pairs(int n) {
  return [=] {
    each(n, [](int) {
      Chan<int> c;
      go([c] {
        for (int k = 0; k < 3; ++k) c.send(k);
        c.close();
      });
      while (c.next()) {
      }
    });
  };
}

Scenario select_of_two(std::size_t capacity) {
  return [=] {
    Chan<int> a(capacity);
    Chan<int> b(capacity);
    go([a] { a.send(1); });
    go([b] { b.send(1); });
    select(recv(a), recv(b));
  };
}

Scenario select_default(std::size_t capacity) {
  return [=] {
    Chan<int> c(capacity);
    go([c] { c.send(1); });
    select(recv(c), otherwise([] {}));
  };
}

Scenario close_and(bool close_too) {
  return [=] {
    Chan<int> c(1);
    go([=] { catching([&] { close_too ? c.close() : c.send(1); }); });
    go([=] { catching([&] { c.close(); }); });
  };
}

Scenario two_mutexes_crosswise() {
  return [] {
    auto a = boost::make_local_shared<Mutex>();
    auto b = boost::make_local_shared<Mutex>();
    const auto take = [](Mutex& first, Mutex& second) {
      first.lock();
      second.lock();
      second.unlock();
      first.unlock();
    };
    go([=] { take(*a, *b); });
    go([=] { take(*b, *a); });
  };
}

Scenario two_polling_senders() {
  return [] {
    Chan<int> c(1);
    each(2, [=](int i) { select(send(c, i), otherwise([] {})); });
  };
}

Scenario senders_in_context(int senders) {
  return [=] {
    const auto [context, cancel] = with_cancel(background());
    const Chan<int> c;
    each(senders, [=, ctx = context](int i) { select(send(c, i), recv(ctx.done())); });
    for (int k = 0; k < senders; ++k) select(recv(c), recv(context.done()));
  };
}

}  // namespace weft::testing_support
