// xenium's work-stealing deque (Chase and Lev's).
#include <atomic>
#include <cassert>
#include <thread>
#include <xenium/chase_work_stealing_deque.hpp>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

struct Task {
  int number = 0;
  std::atomic<int> taken{0};
};

void run() {
  xenium::chase_work_stealing_deque<Task> deque;
  Task tasks[2];
  std::thread thief([&] {
    for (int attempt = 0; attempt < 2; ++attempt) {
      Task* task = nullptr;
      if (!deque.try_steal(task)) continue;
      assert(task->number != 0);
      task->taken.fetch_add(1);
    }
  });
  for (Task& task : tasks) {
    task.number = 1;
    const bool fits = deque.try_push(&task);
    assert(fits);
  }
  for (Task* task = nullptr; deque.try_pop(task);) task->taken.fetch_add(1);
  thief.join();
  for (const Task& task : tasks) assert(task.taken == 1);
}

const weft::real_code::RegisteredStructure registered{
    {"xenium_chase_deque", "xenium::chase_work_stealing_deque",
     "each of two tasks is taken once, by its owner or by the thief", run},
    WEFT_THIS_MUTANT};

}  // namespace
