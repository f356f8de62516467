// qsort_mt (SCTBench; FreeBSD's multithreaded quicksort): who farms out half of its array sets the
// state of an idle thread before it takes that thread's lock, so the thread may start on work that
// has not been given to it yet. Raw pthreads.
#include <pthread.h>

#include <algorithm>
#include <cassert>
#include <vector>

namespace unmodified::qsort_mt {
namespace {

enum class State { idle, work };

struct Worker {
  State state = State::idle;
  int* begin = nullptr;
  int* end = nullptr;
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
  pthread_t id = {};
};

void* wait_and_sort(void* worker) {
  auto* const my = static_cast<Worker*>(worker);
  pthread_mutex_lock(&my->mutex);
  while (my->state == State::idle) pthread_cond_wait(&my->changed, &my->mutex);
  pthread_mutex_unlock(&my->mutex);
  std::sort(my->begin, my->end);
  return nullptr;
}

void farm_out(Worker& worker, int* begin, int* end, bool locks_first) {
  if (!locks_first) worker.state = State::work;
  pthread_mutex_lock(&worker.mutex);
  worker.state = State::work;
  worker.begin = begin;
  worker.end = end;
  pthread_cond_signal(&worker.changed);
  pthread_mutex_unlock(&worker.mutex);
}

void run(bool locks_first) {
  std::vector<int> numbers = {3, 1, 2, 7, 5, 6};  // partitioned at 4
  int* const all = numbers.data();
  Worker worker;
  pthread_create(&worker.id, nullptr, wait_and_sort, &worker);
  farm_out(worker, all, all + 3, locks_first);
  std::sort(all + 3, all + 6);
  pthread_join(worker.id, nullptr);
  assert(std::is_sorted(numbers.begin(), numbers.end()));
}

}  // namespace

void bad() {
  run(false);
}
void fixed() {
  run(true);
}

}  // namespace unmodified::qsort_mt
