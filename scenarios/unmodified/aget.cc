// aget (SCTBench, RADBench): threads download the parts of a file and add what they wrote to one
// counter, which the handler that saves the state reads, without the lock the threads hold.
#include <mutex>
#include <thread>
#include <vector>

namespace unmodified::aget {
namespace {

struct Download {
  std::mutex bytes_mutex;
  long bytes_written = 0;
  long saved = 0;

  void part(long bytes) {
    const std::lock_guard lock(bytes_mutex);
    bytes_written += bytes;
  }

  void save(bool locks) {
    std::unique_lock lock(bytes_mutex, std::defer_lock);
    if (locks) lock.lock();
    saved = bytes_written;
  }
};

void run(bool locks) {
  Download download;
  std::vector<std::thread> threads;
  for (long bytes : {100, 50}) threads.emplace_back([&download, bytes] { download.part(bytes); });
  std::thread handler([&] { download.save(locks); });
  for (std::thread& thread : threads) thread.join();
  handler.join();
}

}  // namespace

void bad() {
  run(false);
}
void fixed() {
  run(true);
}

}  // namespace unmodified::aget
