// airline (ConTest, Inspect): clerks sell seats as long as there is one. Looking and selling are
// two steps, and between them another clerk sells the last seat.
#include <atomic>
#include <cassert>
#include <thread>
#include <vector>

namespace unmodified::airline {
namespace {

constexpr int kSeats = 2;
constexpr int kClerks = 3;

void sell_if_any(std::atomic<int>& sold) {
  if (sold.load() < kSeats) sold.fetch_add(1);
}

void sell_the_seat_seen(std::atomic<int>& sold) {
  int seen = sold.load();
  while (seen < kSeats && !sold.compare_exchange_weak(seen, seen + 1)) {
  }
}

void run(void (*sell)(std::atomic<int>&)) {
  std::atomic<int> sold{0};
  std::vector<std::thread> clerks;
  for (int i = 0; i < kClerks; ++i) clerks.emplace_back(sell, std::ref(sold));
  for (std::thread& clerk : clerks) clerk.join();
  assert(sold == kSeats);
}

}  // namespace

void bad() {
  run(sell_if_any);
}
void fixed() {
  run(sell_the_seat_seen);
}

}  // namespace unmodified::airline
