// queue (SCTBench, SV-COMP): one thread enqueues when a flag allows, another dequeues when another
// flag does, both under a mutex. The second compares what it gets with the number of its round,
// which goes on also in rounds without an item. Raw pthreads and globals.
#include <pthread.h>

#include <cassert>

namespace unmodified::queue {
namespace {

constexpr int kSize = 3;

struct Queue {
  int elements[kSize + 1];
  int head;
  int tail;
};

Queue the_queue = {};
int stored[kSize];
bool enqueue_flag = true;
bool dequeue_flag = false;
bool counts_items = false;
pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

void enqueue(int x) {
  the_queue.elements[the_queue.tail++] = x;
}
int dequeue() {
  return the_queue.elements[the_queue.head++];
}

void* fill(void*) {
  for (int i = 0; i < kSize; ++i) {
    pthread_mutex_lock(&m);
    if (enqueue_flag) {
      const int value = 10 + i;
      stored[counts_items ? the_queue.tail : i] = value;
      enqueue(value);
      enqueue_flag = false;
      dequeue_flag = true;
    }
    pthread_mutex_unlock(&m);
  }
  return nullptr;
}

void* drain(void*) {
  for (int i = 0; i < kSize; ++i) {
    pthread_mutex_lock(&m);
    if (dequeue_flag) {
      const int index = counts_items ? the_queue.head : i;
      const int value = dequeue();
      assert(value == stored[index]);
      dequeue_flag = false;
      enqueue_flag = true;
    }
    pthread_mutex_unlock(&m);
  }
  return nullptr;
}

void run() {
  pthread_t one;
  pthread_t two;
  pthread_create(&one, nullptr, fill, nullptr);
  pthread_create(&two, nullptr, drain, nullptr);
  pthread_join(one, nullptr);
  pthread_join(two, nullptr);
}

}  // namespace

void bad() {
  counts_items = false;
  run();
}

void fixed() {
  counts_items = true;
  run();
}

}  // namespace unmodified::queue
