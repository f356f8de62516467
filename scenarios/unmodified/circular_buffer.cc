// circular buffer (SCTBench): sender and receiver take turns by two flags under a mutex. The
// receiver counts its rounds, not what it received, and expects the wrong item after a round in
// which there was none. Raw pthreads and globals.
#include <pthread.h>

#include <cassert>

namespace unmodified::circular_buffer {
namespace {

constexpr int kRounds = 3;
constexpr int kSize = 4;

char buffer[kSize];
int first = 0;
int next = 0;
bool may_send = true;
bool may_receive = false;
bool counts_items = false;
pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

void insert(int item) {
  buffer[next] = static_cast<char>(item);
  next = (next + 1) % kSize;
}

int remove() {
  return buffer[first++];
}

void* sender(void*) {
  for (int i = 0; i < kRounds; ++i) {
    pthread_mutex_lock(&m);
    if (may_send) {
      insert(counts_items ? next : i);
      may_send = false;
      may_receive = true;
    }
    pthread_mutex_unlock(&m);
  }
  return nullptr;
}

void* receiver(void*) {
  for (int i = 0; i < kRounds; ++i) {
    pthread_mutex_lock(&m);
    if (may_receive) {
      const int expected = counts_items ? first : i;
      const int received = remove();
      assert(received == expected);
      may_receive = false;
      may_send = true;
    }
    pthread_mutex_unlock(&m);
  }
  return nullptr;
}

void run() {
  pthread_t one;
  pthread_t two;
  pthread_create(&one, nullptr, sender, nullptr);
  pthread_create(&two, nullptr, receiver, nullptr);
  pthread_join(one, nullptr);
  pthread_join(two, nullptr);
}

}  // namespace

void bad() {
  counts_items = false;
  run();
}

void fixed() {
  counts_items = true;
  run();
}

}  // namespace unmodified::circular_buffer
