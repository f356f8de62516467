// stack (SCTBench): one thread pushes, another pops as soon as anything has ever been pushed. The
// flag that says so is never taken back, and the stack underflows. Raw pthreads and globals.
#include <pthread.h>

#include <cassert>

namespace unmodified::stack {
namespace {

constexpr int kSize = 3;

int top = 0;
unsigned array[kSize];
bool pushed_once = false;
bool looks_at_top = false;
pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

bool push(unsigned x) {
  if (top == kSize) return false;
  array[top++] = x;
  return true;
}

bool pop() {
  if (top == 0) return false;
  --top;
  return true;
}

void* pusher(void*) {
  for (unsigned i = 0; i < kSize; ++i) {
    pthread_mutex_lock(&m);
    const bool fits = push(i);
    assert(fits);
    pushed_once = true;
    pthread_mutex_unlock(&m);
  }
  return nullptr;
}

void* popper(void*) {
  for (int i = 0; i < kSize; ++i) {
    pthread_mutex_lock(&m);
    if (looks_at_top ? top > 0 : pushed_once) {
      const bool had_one = pop();
      assert(had_one);
    }
    pthread_mutex_unlock(&m);
  }
  return nullptr;
}

void run() {
  pthread_t one;
  pthread_t two;
  pthread_create(&one, nullptr, pusher, nullptr);
  pthread_create(&two, nullptr, popper, nullptr);
  pthread_join(one, nullptr);
  pthread_join(two, nullptr);
}

}  // namespace

void bad() {
  looks_at_top = false;
  run();
}

void fixed() {
  looks_at_top = true;
  run();
}

}  // namespace unmodified::stack
