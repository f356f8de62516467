// sync02 (SCTBench): a buffer of one place starts with two items in it. Producer and consumer
// handle two items each, and the producer's second finds no place that anybody would empty.
// Raw pthreads and globals.
#include <pthread.h>

namespace unmodified::sync02 {
namespace {

constexpr int kItems = 2;

int num = 0;
pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t empty = PTHREAD_COND_INITIALIZER;
pthread_cond_t full = PTHREAD_COND_INITIALIZER;

void* produce(void*) {
  for (int i = 0; i < kItems; ++i) {
    pthread_mutex_lock(&m);
    while (num > 0) pthread_cond_wait(&empty, &m);
    num++;
    pthread_mutex_unlock(&m);
    pthread_cond_signal(&full);
  }
  return nullptr;
}

void* consume(void*) {
  for (int i = 0; i < kItems; ++i) {
    pthread_mutex_lock(&m);
    while (num == 0) pthread_cond_wait(&full, &m);
    num--;
    pthread_mutex_unlock(&m);
    pthread_cond_signal(&empty);
  }
  return nullptr;
}

void run(int items) {
  num = items;
  pthread_t one;
  pthread_t two;
  pthread_create(&one, nullptr, produce, nullptr);
  pthread_create(&two, nullptr, consume, nullptr);
  pthread_join(one, nullptr);
  pthread_join(two, nullptr);
}

}  // namespace

void bad() {
  run(2);
}
void fixed() {
  run(0);
}

}  // namespace unmodified::sync02
