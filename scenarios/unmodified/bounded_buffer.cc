// bounded buffer (Inspect; with the bug of PLDI'15 "differential schedule projections"): a consumer
// waits until there is an item, lets go of the lock for a moment, and takes an item that another
// consumer has taken. Raw pthreads.
#include <pthread.h>

#include <array>
#include <cassert>
#include <cstddef>

namespace unmodified::bounded_buffer {
namespace {

struct Buffer {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t not_full = PTHREAD_COND_INITIALIZER;
  pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER;
  std::array<int, 2> slots{};  // one stays free
  std::size_t head = 0;
  std::size_t rear = 0;
  int waiting_producers = 0;
  int waiting_consumers = 0;
  bool lets_go = false;

  bool full() const { return (rear + 1) % slots.size() == head; }
  bool empty() const { return head == rear; }

  void put(int item) {
    pthread_mutex_lock(&mutex);
    ++waiting_producers;
    while (full()) pthread_cond_wait(&not_full, &mutex);
    --waiting_producers;
    slots[rear] = item;
    rear = (rear + 1) % slots.size();
    if (waiting_consumers > 0) pthread_cond_signal(&not_empty);
    pthread_mutex_unlock(&mutex);
  }

  int get() {
    pthread_mutex_lock(&mutex);
    ++waiting_consumers;
    while (empty()) pthread_cond_wait(&not_empty, &mutex);
    --waiting_consumers;
    if (lets_go) {
      pthread_mutex_unlock(&mutex);
      pthread_mutex_lock(&mutex);
    }
    assert(!empty());
    const int item = slots[head];
    head = (head + 1) % slots.size();
    if (waiting_producers > 0) pthread_cond_signal(&not_full);
    pthread_mutex_unlock(&mutex);
    return item;
  }
};

void* produce(void* buffer) {
  for (int item : {1, 2}) static_cast<Buffer*>(buffer)->put(item);
  return nullptr;
}

void* consume(void* buffer) {
  static_cast<Buffer*>(buffer)->get();
  return nullptr;
}

void run(bool lets_go) {
  Buffer buffer;
  buffer.lets_go = lets_go;
  pthread_t threads[3];
  pthread_create(&threads[0], nullptr, produce, &buffer);
  pthread_create(&threads[1], nullptr, consume, &buffer);
  pthread_create(&threads[2], nullptr, consume, &buffer);
  for (pthread_t thread : threads) pthread_join(thread, nullptr);
  assert(buffer.empty());
}

}  // namespace

void bad() {
  run(true);
}
void fixed() {
  run(false);
}

}  // namespace unmodified::bounded_buffer
