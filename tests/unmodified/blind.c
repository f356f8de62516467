#include <pthread.h>

#include "c_library.h"

static int counter;

static void* add(void* unused) {
  ++counter;
  return unused;
}

void blind_threads(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, add, NULL);
  pthread_create(&b, NULL, add, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
}
