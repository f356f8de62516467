// ctrace (Inspect): a tracing library has its level under a mutex when it is set, and looks at it
// without when a line is traced.
#include <pthread.h>

namespace unmodified::ctrace {
namespace {

unsigned level = 0;
pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
int lines = 0;

void set_level(unsigned to) {
  pthread_mutex_lock(&mutex);
  level = to;
  pthread_mutex_unlock(&mutex);
}

void* trace_without_lock(void*) {
  if (level == 0) return nullptr;
  pthread_mutex_lock(&mutex);
  ++lines;
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

void* trace(void*) {
  pthread_mutex_lock(&mutex);
  if (level != 0) ++lines;
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

void run(void* (*traced)(void*)) {
  pthread_t worker;
  pthread_create(&worker, nullptr, traced, nullptr);
  set_level(1);
  pthread_join(worker, nullptr);
}

}  // namespace

void bad() {
  run(trace_without_lock);
}
void fixed() {
  run(trace);
}

}  // namespace unmodified::ctrace
