// triangular (SV-COMP): two threads set their number to one more than the other's, kRounds times.
// The bad claim is that neither gets as far as the schedule that alternates; only it does.
#include <atomic>
#include <cassert>
#include <thread>

namespace unmodified::triangular {
namespace {

constexpr int kRounds = 3;
constexpr int kReached = 6 + 2 * kRounds;

std::atomic<int> i{3};
std::atomic<int> j{6};

void run() {
  std::thread one([] {
    for (int k = 0; k < kRounds; ++k) i = j + 1;
  });
  std::thread two([] {
    for (int k = 0; k < kRounds; ++k) j = i + 1;
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

}  // namespace unmodified::triangular
