// stateful (SV-COMP stateful01, Inspect stateful06): two threads change two numbers, each number
// under a mutex of its own. The bad claim is that they never end as 16 and 5; they always do.
// Raw pthreads and globals.
#include <pthread.h>

#include <cassert>

namespace unmodified::stateful {
namespace {

pthread_mutex_t ma = PTHREAD_MUTEX_INITIALIZER;
pthread_mutex_t mb = PTHREAD_MUTEX_INITIALIZER;
int data1 = 10;
int data2 = 10;

void change(pthread_mutex_t* mutex, int* data, int by) {
  pthread_mutex_lock(mutex);
  *data += by;
  pthread_mutex_unlock(mutex);
}

void* thread1(void*) {
  change(&ma, &data1, 1);
  change(&mb, &data2, 1);
  return nullptr;
}

void* thread2(void*) {
  change(&ma, &data1, 5);
  change(&mb, &data2, -6);
  return nullptr;
}

void run() {
  pthread_t one;
  pthread_t two;
  pthread_create(&one, nullptr, thread1, nullptr);
  pthread_create(&two, nullptr, thread2, nullptr);
  pthread_join(one, nullptr);
  pthread_join(two, nullptr);
}

}  // namespace

void bad() {
  run();
  assert(data1 != 16 || data2 != 5);
}

void fixed() {
  run();
  assert(data1 == 16 && data2 == 5);
}

}  // namespace unmodified::stateful
