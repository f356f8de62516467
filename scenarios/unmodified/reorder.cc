// reorder (SCTBench reorder_3, SV-COMP reorder_2): setters store a, then b; checkers claim that
// either both are set or none is.
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>
#include <vector>

namespace unmodified::reorder {
namespace {

constexpr int kSetters = 2;
constexpr int kCheckers = 1;

std::atomic<int> a{0};
std::atomic<int> b{0};
std::mutex both;

void set() {
  a = 1;
  b = -1;
}

void check() {
  const int seen_a = a;
  const int seen_b = b;
  assert((seen_a == 0 && seen_b == 0) || (seen_a == 1 && seen_b == -1));
}

void set_both() {
  const std::lock_guard lock(both);
  set();
}

void check_both() {
  const std::lock_guard lock(both);
  check();
}

void run(void (*setter)(), void (*checker)()) {
  std::vector<std::thread> threads;
  for (int i = 0; i < kSetters; ++i) threads.emplace_back(setter);
  for (int i = 0; i < kCheckers; ++i) threads.emplace_back(checker);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

void bad() {
  run(set, check);
}
void fixed() {
  run(set_both, check_both);
}

}  // namespace unmodified::reorder
