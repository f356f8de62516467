// arithmetic progression (SCTBench): a producer and a consumer hand over N items one by one, and
// the consumer adds up their numbers. The program claims that the sum is not N(N+1)/2; it is,
// whatever the schedule. Raw pthreads and globals.
#include <pthread.h>

#include <cassert>

namespace unmodified::arithmetic_prog {
namespace {

constexpr int kItems = 2;

int num = 0;
unsigned long total = 0;
bool done = false;
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
  int j = 0;
  for (; j < kItems; ++j) {
    pthread_mutex_lock(&m);
    while (num == 0) pthread_cond_wait(&full, &m);
    total = total + j;
    num--;
    pthread_mutex_unlock(&m);
    pthread_cond_signal(&empty);
  }
  total = total + j;
  done = true;
  return nullptr;
}

void run() {
  pthread_t producer;
  pthread_t consumer;
  pthread_create(&producer, nullptr, produce, nullptr);
  pthread_create(&consumer, nullptr, consume, nullptr);
  pthread_join(producer, nullptr);
  pthread_join(consumer, nullptr);
}

}  // namespace

void bad() {
  run();
  if (done) assert(total != kItems * (kItems + 1) / 2);
}

void fixed() {
  run();
  if (done) assert(total == kItems * (kItems + 1) / 2);
}

}  // namespace unmodified::arithmetic_prog
