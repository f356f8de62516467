// moodycamel::ReaderWriterQueue, which grows by blocks and orders by fences alone.
#include <readerwriterqueue/readerwriterqueue.h>
#include <cassert>
#include <thread>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

void run() {
  moodycamel::ReaderWriterQueue<int, 2> queue(1);
  std::thread producer([&] {
    for (const int item : {1, 2, 3}) {
      const bool fits = queue.enqueue(item);
      assert(fits);
    }
  });
  int expected = 1;
  int item = 0;
  while (expected <= 3) {
    if (queue.try_dequeue(item)) {
      assert(item == expected);
      ++expected;
    } else {
      std::this_thread::yield();
    }
  }
  producer.join();
  const bool more = queue.try_dequeue(item);
  assert(!more);
}

const weft::real_code::RegisteredStructure registered{
    {"moodycamel_reader_writer_queue", "moodycamel::ReaderWriterQueue, blocks of 1 and more",
     "three items arrive in order while the queue grows, without a race", run},
    WEFT_THIS_MUTANT};

}  // namespace
