// phase01 (SCTBench): two threads run through two phases, each under its lock; who is through with
// the first phase keeps its lock. Raw pthreads.
#include <pthread.h>

namespace unmodified::phase {
namespace {

pthread_mutex_t x = PTHREAD_MUTEX_INITIALIZER;
pthread_mutex_t y = PTHREAD_MUTEX_INITIALIZER;
bool gives_back = false;

void* phases(void*) {
  pthread_mutex_lock(&x);
  pthread_mutex_unlock(&x);
  pthread_mutex_lock(&x);
  if (gives_back) pthread_mutex_unlock(&x);
  pthread_mutex_lock(&y);
  pthread_mutex_unlock(&y);
  pthread_mutex_lock(&y);
  pthread_mutex_unlock(&y);
  return nullptr;
}

void run() {
  pthread_t one;
  pthread_t two;
  pthread_create(&one, nullptr, phases, nullptr);
  pthread_create(&two, nullptr, phases, nullptr);
  pthread_join(one, nullptr);
  pthread_join(two, nullptr);
}

}  // namespace

void bad() {
  gives_back = false;
  run();
}

void fixed() {
  gives_back = true;
  run();
}

}  // namespace unmodified::phase
