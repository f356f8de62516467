// carter (SCTBench): operations of class A may overlap, so may those of class B, but not A with B.
// The first of a class takes the room's lock while it holds the mutex of the counters; the last of
// the other class needs that mutex to give the room back. The fix has one mutex for each class, and
// a semaphore for the room, since who leaves last need not be who came first.
#include <pthread.h>
#include <semaphore.h>

#include <cassert>

namespace unmodified::carter {
namespace {

pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
pthread_mutex_t l = PTHREAD_MUTEX_INITIALIZER;
int a = 0;
int b = 0;

void* operation_a(void*) {
  pthread_mutex_lock(&m);
  if (++a == 1) pthread_mutex_lock(&l);
  pthread_mutex_unlock(&m);
  pthread_mutex_lock(&m);
  if (--a == 0) pthread_mutex_unlock(&l);
  pthread_mutex_unlock(&m);
  return nullptr;
}

void* operation_b(void*) {
  pthread_mutex_lock(&m);
  if (++b == 1) pthread_mutex_lock(&l);
  pthread_mutex_unlock(&m);
  pthread_mutex_lock(&m);
  if (--b == 0) pthread_mutex_unlock(&l);
  pthread_mutex_unlock(&m);
  return nullptr;
}

sem_t room;

struct Class {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  int inside = 0;
};
Class of_a;
Class of_b;
int working[2] = {0, 0};  // in the room, of each class

void* operation(void* of) {
  auto* const my = static_cast<Class*>(of);
  const Class* const other = my == &of_a ? &of_b : &of_a;
  pthread_mutex_lock(&my->mutex);
  if (++my->inside == 1) sem_wait(&room);
  pthread_mutex_unlock(&my->mutex);
  const bool is_a = other == &of_b;
  __atomic_add_fetch(&working[is_a ? 0 : 1], 1, __ATOMIC_SEQ_CST);
  assert(__atomic_load_n(&working[is_a ? 1 : 0], __ATOMIC_SEQ_CST) == 0);
  __atomic_sub_fetch(&working[is_a ? 0 : 1], 1, __ATOMIC_SEQ_CST);
  pthread_mutex_lock(&my->mutex);
  if (--my->inside == 0) sem_post(&room);
  pthread_mutex_unlock(&my->mutex);
  return nullptr;
}

}  // namespace

void bad() {
  pthread_t threads[2];
  pthread_create(&threads[0], nullptr, operation_a, nullptr);
  pthread_create(&threads[1], nullptr, operation_b, nullptr);
  for (pthread_t thread : threads) pthread_join(thread, nullptr);
}

void fixed() {
  sem_init(&room, 0, 1);
  pthread_t threads[3];
  pthread_create(&threads[0], nullptr, operation, &of_a);
  pthread_create(&threads[1], nullptr, operation, &of_b);
  pthread_create(&threads[2], nullptr, operation, &of_a);
  for (pthread_t thread : threads) pthread_join(thread, nullptr);
  sem_destroy(&room);
}

}  // namespace unmodified::carter
