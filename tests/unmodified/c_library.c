#include "c_library.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int counter;
static int is_locked;

static void* add(void* unused) {
  (void)unused;
  if (is_locked) pthread_mutex_lock(&mutex);
  ++counter;
  if (is_locked) pthread_mutex_unlock(&mutex);
  return NULL;
}

static void run_two(void* (*first)(void*), void* (*second)(void*), void* argument) {
  pthread_t a, b;
  pthread_create(&a, NULL, first, argument);
  pthread_create(&b, NULL, second, argument);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
}

int two_threads_add(int locked) {
  counter = 0;
  is_locked = locked;
  run_two(add, add, NULL);
  return counter;
}

struct box {
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  int full;
  int sum;
};

static void* produce(void* argument) {
  struct box* box = argument;
  for (int i = 1; i <= 2; ++i) {
    pthread_mutex_lock(&box->mutex);
    while (box->full) pthread_cond_wait(&box->changed, &box->mutex);
    box->full = i;
    pthread_cond_broadcast(&box->changed);
    pthread_mutex_unlock(&box->mutex);
  }
  return NULL;
}

static void* consume(void* argument) {
  struct box* box = argument;
  for (int i = 0; i < 2; ++i) {
    pthread_mutex_lock(&box->mutex);
    while (!box->full) pthread_cond_wait(&box->changed, &box->mutex);
    box->sum += box->full;
    box->full = 0;
    pthread_cond_broadcast(&box->changed);
    pthread_mutex_unlock(&box->mutex);
  }
  return NULL;
}

int producer_and_consumer(void) {
  struct box box = {.full = 0, .sum = 0};
  pthread_mutex_init(&box.mutex, NULL);
  pthread_cond_init(&box.changed, NULL);
  run_two(produce, consume, &box);
  pthread_cond_destroy(&box.changed);
  pthread_mutex_destroy(&box.mutex);
  return box.sum;
}

static void* fill(void* argument) {
  struct box* box = argument;
  pthread_mutex_lock(&box->mutex);
  box->full = 1;
  pthread_cond_signal(&box->changed);
  pthread_mutex_unlock(&box->mutex);
  return NULL;
}

int condition_with_timeout(int* timed_out) {
  struct box box = {.full = 0, .sum = 0};
  pthread_condattr_t attributes;
  pthread_t filler;
  struct timespec until;
  int result = 0;
  pthread_mutex_init(&box.mutex, NULL);
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(&box.changed, &attributes);
  pthread_create(&filler, NULL, fill, &box);
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_sec += 5;
  pthread_mutex_lock(&box.mutex);
  while (!box.full && result == 0) {
    result = pthread_cond_timedwait(&box.changed, &box.mutex, &until);
  }
  *timed_out = result == ETIMEDOUT;
  result = box.full;
  pthread_mutex_unlock(&box.mutex);
  pthread_join(filler, NULL);
  return result;
}

static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;

static void* write_twice(void* argument) {
  int* value = argument;
  pthread_rwlock_wrlock(&rwlock);
  ++*value;
  ++*value;
  pthread_rwlock_unlock(&rwlock);
  return NULL;
}

static void* read_even(void* argument) {
  const int* value = argument;
  pthread_rwlock_rdlock(&rwlock);
  intptr_t odd = *value % 2;
  pthread_rwlock_unlock(&rwlock);
  return (void*)odd;
}

int readers_and_writer(void) {
  int value = 0;
  void* odd = NULL;
  pthread_t reader, writer;
  pthread_create(&reader, NULL, read_even, &value);
  pthread_create(&writer, NULL, write_twice, &value);
  pthread_join(reader, &odd);
  pthread_join(writer, NULL);
  return odd == NULL ? value : -1;
}

struct turns {
  sem_t mine, yours;
  int log;
};

static void* ping(void* argument) {
  struct turns* turns = argument;
  sem_wait(&turns->mine);
  turns->log = turns->log * 10 + 1;
  sem_post(&turns->yours);
  return NULL;
}

static void* pong(void* argument) {
  struct turns* turns = argument;
  sem_wait(&turns->yours);
  turns->log = turns->log * 10 + 2;
  return NULL;
}

int semaphores_in_turn(void) {
  struct turns turns = {.log = 0};
  int left = -1;
  sem_init(&turns.mine, 0, 1);
  sem_init(&turns.yours, 0, 0);
  run_two(ping, pong, &turns);
  if (sem_trywait(&turns.mine) != -1 || errno != EAGAIN) return -1;
  sem_getvalue(&turns.yours, &left);
  sem_destroy(&turns.mine);
  sem_destroy(&turns.yours);
  return left == 0 ? turns.log : -1;
}

static pthread_barrier_t barrier;

static void* meet(void* unused) {
  (void)unused;
  intptr_t serial = 0;
  for (int round = 0; round < 2; ++round) {
    serial += pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD;
  }
  return (void*)serial;
}

int barrier_serial_threads(void) {
  pthread_t a, b;
  void *first, *second;
  pthread_barrier_init(&barrier, NULL, 2);
  pthread_create(&a, NULL, meet, NULL);
  pthread_create(&b, NULL, meet, NULL);
  pthread_join(a, &first);
  pthread_join(b, &second);
  pthread_barrier_destroy(&barrier);
  return (int)((intptr_t)first + (intptr_t)second);
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int runs;

static void run(void) {
  ++runs;
}

static void* run_once(void* unused) {
  (void)unused;
  pthread_once(&once, run);
  return NULL;
}

int once_runs(void) {
  runs = 0;
  run_two(run_once, run_once, NULL);
  return runs;
}

static pthread_key_t key;
static int destroyed;

static void destroy(void* value) {
  pthread_mutex_lock(&mutex);
  destroyed += *(int*)value;
  pthread_mutex_unlock(&mutex);
}

static void* set_value(void* value) {
  if (pthread_getspecific(key) != NULL) return NULL;
  pthread_setspecific(key, value);
  return pthread_getspecific(key);
}

int keys_destroyed(void) {
  int one = 1;
  destroyed = 0;
  pthread_key_create(&key, destroy);
  run_two(set_value, set_value, &one);
  pthread_key_delete(key);
  return destroyed;
}

static void* leave(void* value) {
  pthread_exit(value);
}

int exits_with_value(void) {
  pthread_t thread;
  void* value = NULL;
  pthread_create(&thread, NULL, leave, (void*)(intptr_t)5);
  pthread_join(thread, &value);
  return (int)(intptr_t)value;
}

static pthread_spinlock_t spin;

static void* add_spinning(void* unused) {
  (void)unused;
  pthread_spin_lock(&spin);
  ++counter;
  pthread_spin_unlock(&spin);
  return NULL;
}

int spin_locked(void) {
  counter = 0;
  pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
  run_two(add_spinning, add_spinning, NULL);
  pthread_spin_destroy(&spin);
  return counter;
}

int error_checking(void) {
  pthread_mutex_t checked;
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&checked, &attributes);
  int correct = pthread_mutex_unlock(&checked) == EPERM;
  correct += pthread_mutex_lock(&checked) == 0;
  correct += pthread_mutex_lock(&checked) == EDEADLK;
  correct += pthread_mutex_unlock(&checked) == 0;
  pthread_mutex_destroy(&checked);
  return correct;
}

static void* end_at_once(void* unused) {
  return unused;
}

int detached_by_attribute(void) {
  pthread_t thread;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_create(&thread, &attributes, end_at_once, NULL);
  return pthread_join(thread, NULL);
}

static pthread_mutex_t left = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t right = PTHREAD_MUTEX_INITIALIZER;

static void* left_first(void* unused) {
  pthread_mutex_lock(&left);
  pthread_mutex_lock(&right);
  pthread_mutex_unlock(&right);
  pthread_mutex_unlock(&left);
  return unused;
}

static void* right_first(void* unused) {
  pthread_mutex_lock(&right);
  pthread_mutex_lock(&left);
  pthread_mutex_unlock(&left);
  pthread_mutex_unlock(&right);
  return unused;
}

void locks_in_two_orders(void) {
  run_two(left_first, right_first, NULL);
}
