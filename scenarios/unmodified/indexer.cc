// indexer (SCTBench; Flanagan and Godefroid): threads insert messages into a hash table. Each gets
// the address of its number, which is the loop variable of whoever starts them: they read it while
// it is counted up.
#include <pthread.h>

#include <array>

namespace unmodified::indexer {
namespace {

constexpr int kSize = 8;
constexpr int kMessages = 1;
constexpr int kThreads = 2;

std::array<int, kSize> table{};
std::array<pthread_mutex_t, kSize> locks;

bool insert_at(int h, int message) {
  pthread_mutex_lock(&locks[h]);
  const bool was_free = table[h] == 0;
  if (was_free) table[h] = message;
  pthread_mutex_unlock(&locks[h]);
  return was_free;
}

void* work(void* arg) {
  const int tid = *static_cast<int*>(arg);
  for (int m = 1; m <= kMessages; ++m) {
    const int message = m * 11 + tid;
    int h = (message * 7) % kSize;
    while (!insert_at(h, message)) h = (h + 1) % kSize;
  }
  return nullptr;
}

void run(bool own_numbers) {
  for (pthread_mutex_t& lock : locks) pthread_mutex_init(&lock, nullptr);
  std::array<pthread_t, kThreads> threads{};
  std::array<int, kThreads> numbers{};
  int number = 0;
  for (int i = 0; i < kThreads; ++i) {
    number = numbers[i] = i;
    pthread_create(&threads[i], nullptr, work, own_numbers ? &numbers[i] : &number);
  }
  for (pthread_t thread : threads) pthread_join(thread, nullptr);
  for (pthread_mutex_t& lock : locks) pthread_mutex_destroy(&lock);
}

}  // namespace

void bad() {
  run(false);
}
void fixed() {
  run(true);
}

}  // namespace unmodified::indexer
