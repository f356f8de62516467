// Robert Vaser's thread pool with task stealing, on std::mutex and std::condition_variable.
#include <cassert>
#include <thread_pool/thread_pool.hpp>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

void run() {
  thread_pool::ThreadPool pool(1);
  std::future<int> answer = pool.Submit([](int number) { return number + 1; }, 41);
  assert(answer.get() == 42);
}

const weft::real_code::RegisteredStructure registered{
    {"thread_pool", "thread_pool::ThreadPool, one thread",
     "a task's result arrives, and the pool comes down", run},
    WEFT_THIS_MUTANT};

}  // namespace
