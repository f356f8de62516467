// pbzip2 (SCTBench, RADBench): main is told that everything is written, and frees the queue; the
// consumer that wrote it still goes back to the queue, and unlocks its mutex.
#include <condition_variable>
#include <mutex>
#include <queue>
#include <thread>

namespace unmodified::pbzip2 {
namespace {

struct Fifo {
  std::mutex mutex;
  std::condition_variable not_empty;
  std::queue<int> blocks;
};

struct Output {
  std::mutex mutex;
  std::condition_variable changed;
  int written = 0;
};

void compress(Fifo& fifo, Output& output) {
  std::unique_lock lock(fifo.mutex);
  while (fifo.blocks.empty()) fifo.not_empty.wait(lock);
  do {
    fifo.blocks.pop();
    {
      const std::lock_guard lock_output(output.mutex);
      ++output.written;
    }
    output.changed.notify_one();
  } while (!fifo.blocks.empty());
}

void run(bool joins_first) {
  auto* const fifo = new Fifo;
  Output output;
  std::thread consumer([&] { compress(*fifo, output); });
  {
    const std::lock_guard lock(fifo->mutex);
    fifo->blocks.push(1);
  }
  fifo->not_empty.notify_one();
  {
    std::unique_lock lock(output.mutex);
    while (output.written == 0) output.changed.wait(lock);
  }
  if (joins_first) consumer.join();
  delete fifo;
  if (!joins_first) consumer.join();
}

}  // namespace

void bad() {
  run(false);
}
void fixed() {
  run(true);
}

}  // namespace unmodified::pbzip2
