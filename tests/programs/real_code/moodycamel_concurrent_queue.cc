// moodycamel::ConcurrentQueue with blocks of two items.
#include <concurrentqueue/concurrentqueue.h>
#include <cassert>
#include <thread>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

struct Small : moodycamel::ConcurrentQueueDefaultTraits {
  static constexpr std::size_t BLOCK_SIZE = 2;
  static constexpr std::size_t EXPLICIT_INITIAL_INDEX_SIZE = 2;
  static constexpr std::size_t IMPLICIT_INITIAL_INDEX_SIZE = 2;
  static constexpr std::size_t INITIAL_IMPLICIT_PRODUCER_HASH_SIZE = 0;
};

void run() {
  using Queue = moodycamel::ConcurrentQueue<int, Small>;
  Queue queue(2, 1, 0);
  std::thread producer([&] {
    const moodycamel::ProducerToken token(queue);
    for (const int item : {1, 2}) {
      const bool fits = queue.enqueue(token, item);
      assert(fits);
    }
  });
  int expected = 1;
  int item = 0;
  if (queue.try_dequeue(item)) {
    assert(item == expected);
    ++expected;
  }
  producer.join();
  while (queue.try_dequeue(item)) {
    assert(item == expected);
    ++expected;
  }
  assert(expected == 3);
}

const weft::real_code::RegisteredStructure registered{
    {"moodycamel_concurrent_queue", "moodycamel::ConcurrentQueue, blocks of 2",
     "a producer's two items arrive in its order, none is lost", run},
    WEFT_THIS_MUTANT};

}  // namespace
