// sync01 (SCTBench): a producer waits for a place, a consumer for an item. The consumer does not
// take the item away, and the producer waits for ever. Raw pthreads and globals.
#include <pthread.h>

namespace unmodified::sync01 {
namespace {

int num = 1;
bool takes = false;
pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t empty = PTHREAD_COND_INITIALIZER;
pthread_cond_t full = PTHREAD_COND_INITIALIZER;

void* produce(void*) {
  pthread_mutex_lock(&m);
  while (num > 0) pthread_cond_wait(&empty, &m);
  num++;
  pthread_mutex_unlock(&m);
  pthread_cond_signal(&full);
  return nullptr;
}

void* consume(void*) {
  pthread_mutex_lock(&m);
  while (num == 0) pthread_cond_wait(&full, &m);
  if (takes) num--;
  pthread_mutex_unlock(&m);
  pthread_cond_signal(&empty);
  return nullptr;
}

void run() {
  pthread_t one;
  pthread_t two;
  pthread_create(&one, nullptr, produce, nullptr);
  pthread_create(&two, nullptr, consume, nullptr);
  pthread_join(one, nullptr);
  pthread_join(two, nullptr);
}

}  // namespace

void bad() {
  takes = false;
  run();
}

void fixed() {
  takes = true;
  run();
}

}  // namespace unmodified::sync01
