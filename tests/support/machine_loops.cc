// The loops of random programs: they end when somebody else has done something, which nobody tells
// weft of.
#include <array>
#include <chrono>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "weft/tests/support/machine.h"

namespace weft::testing_support {
namespace {

struct Receive final : weft::chan::RecvCase<int> {
  using RecvCase::RecvCase;
};

std::string polled(const Chan<int>& channel) {
  Receive receive(channel.handle());
  const std::vector<Case*> cases{&receive};
  while (select(cases, /*has_default=*/true) == kDefault) gosched();
  return receive.value() ? std::to_string(*receive.value()) : std::string("closed");
}

void wait_until_set(const Atomic<int>& cell) {
  while (cell.load() == 0) {
  }
}

void wait_by_timer_until_set(const Atomic<int>& cell) {
  while (cell.load() == 0) select(recv(after(std::chrono::milliseconds(1))));
}

/// On its own stack.
void count_until_set(const Atomic<int>& cell) {
  volatile int looks = 0;
  while (cell.load() == 0) looks = looks + 1;
}

/// With a lock for each round.
void wait_with_locks_until_set(const Atomic<int>& cell) {
  while (cell.load() == 0) {
    Mutex mu;
    const std::scoped_lock lock(mu);
  }
}

std::string received_in_time(const Chan<int>& channel) {
  for (;;) {
    Receive receive(channel.handle());
    const RecvChan<Time> timeout = after(std::chrono::milliseconds(1));
    chan::RecvCase<Time> late(timeout.handle());
    const std::array<Case*, 2> cases{&receive, &late};
    if (select(cases, /*has_default=*/false) == 1) continue;
    return receive.value() ? std::to_string(*receive.value()) : std::string("closed");
  }
}

void take(Atomic<int>& cell) {
  while (!cell.compare_and_swap(0, 1)) {
  }
}

/// Counts on the heap, where no fingerprint sees it.
std::string three_looks(const Atomic<int>& cell) {
  const auto looks = std::make_unique<int>(0);
  while (cell.load() == 0) {
    if (++*looks == 3) return "tired";
  }
  return "";
}

int equal_value(const Atomic<int>& one, const Atomic<int>& other) {
  for (;;) {
    const int value = one.load();
    if (other.load() == value) return value;
  }
}

int add_one(Atomic<int>& cell) {
  for (;;) {
    const int value = cell.load();
    if (cell.compare_and_swap(value, value + 1)) return value;
  }
}

int wait_for_turn(Atomic<int>& tickets, const Atomic<int>& serving) {
  const int ticket = tickets.fetch_add(1);
  while (serving.load() != ticket) gosched();
  return ticket;
}

}  // namespace

std::string Machine::run_loop(const std::string& verb, const std::string& name) {
  if (verb == "until_received") return polled(chan(name));
  if (verb == "until_received_in_time") return received_in_time(chan(name));
  if (verb == "until_locked") {
    while (!mutex(name).try_lock()) gosched();
    return "";
  }
  Atomic<int>& cell = atomic(name);
  Atomic<int>& other = atomic(name == "x" ? "y" : "x");
  if (verb == "until_tired") return three_looks(cell);
  if (verb == "until_set") return wait_until_set(cell), "";
  if (verb == "until_set_counting") return count_until_set(cell), "";
  if (verb == "until_set_by_timer") return wait_by_timer_until_set(cell), "";
  if (verb == "until_set_with_locks") return wait_with_locks_until_set(cell), "";
  if (verb == "until_taken") return take(cell), "";
  if (verb == "until_equal") return std::to_string(equal_value(cell, other));
  if (verb == "until_added") return std::to_string(add_one(cell));
  if (verb == "until_served") return std::to_string(wait_for_turn(cell, other));
  if (verb != "until_either") throw std::logic_error("no loop is called " + verb);
  for (;;) {
    if (cell.load() != 0) return name;
    if (other.load() != 0) return "the other";
  }
}

}  // namespace weft::testing_support
