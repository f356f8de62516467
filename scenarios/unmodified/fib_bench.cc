// fib_bench (SV-COMP): two threads add each other's number to their own, kRounds times. The one
// schedule that alternates perfectly reaches a Fibonacci number; the bad claim is that none does.
#include <atomic>
#include <cassert>
#include <thread>

namespace unmodified::fib_bench {
namespace {

constexpr int kRounds = 3;
constexpr int kReached = 21;  // the 8th Fibonacci number: 2 + 2 * kRounds

std::atomic<int> i{1};
std::atomic<int> j{1};

void run() {
  std::thread one([] {
    for (int k = 0; k < kRounds; ++k) i = i + j;
  });
  std::thread two([] {
    for (int k = 0; k < kRounds; ++k) j = j + i;
  });
  one.join();
  two.join();
}

}  // namespace

void bad() {
  run();
  assert(i < kReached && j < kReached);
}

void fixed() {
  run();
  assert(i <= kReached && j <= kReached);
}

}  // namespace unmodified::fib_bench
