// dining philosophers (SCTBench din_phil3_sat, Inspect Dining3): three forks, each philosopher
// takes the left one first. The fix: the last one takes the right one first. Raw pthreads.
#include <pthread.h>

#include <algorithm>
#include <array>

namespace unmodified::din_phil {
namespace {

constexpr int kPhilosophers = 3;

pthread_mutex_t forks[kPhilosophers] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
                                        PTHREAD_MUTEX_INITIALIZER};

struct Philosopher {
  int left;
  int right;
};

void* eat(void* philosopher) {
  const auto [left, right] = *static_cast<Philosopher*>(philosopher);
  pthread_mutex_lock(&forks[left]);
  pthread_mutex_lock(&forks[right]);
  pthread_mutex_unlock(&forks[right]);
  pthread_mutex_unlock(&forks[left]);
  return nullptr;
}

void run(bool lowest_first) {
  std::array<Philosopher, kPhilosophers> philosophers{};
  std::array<pthread_t, kPhilosophers> threads{};
  for (int i = 0; i < kPhilosophers; ++i) {
    philosophers[i] = {i, (i + 1) % kPhilosophers};
    if (lowest_first && philosophers[i].left > philosophers[i].right) {
      std::swap(philosophers[i].left, philosophers[i].right);
    }
    pthread_create(&threads[i], nullptr, eat, &philosophers[i]);
  }
  for (pthread_t thread : threads) pthread_join(thread, nullptr);
}

}  // namespace

void bad() {
  run(false);
}
void fixed() {
  run(true);
}

}  // namespace unmodified::din_phil
