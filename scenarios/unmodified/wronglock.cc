// wronglock (SCTBench): one thread counts under one mutex, another under another.
#include <cassert>
#include <mutex>
#include <thread>

namespace unmodified::wronglock {
namespace {

std::mutex data_lock;
std::mutex this_lock;
int data = 0;

void count_and_check() {
  const std::lock_guard lock(data_lock);
  const int before = data;
  data++;
  assert(data == before + 1);
}

void count(std::mutex& mutex) {
  const std::lock_guard lock(mutex);
  data++;
}

void run(std::mutex& mutex) {
  std::thread one(count_and_check);
  std::thread two([&mutex] { count(mutex); });
  one.join();
  two.join();
}

}  // namespace

void bad() {
  run(this_lock);
}
void fixed() {
  run(data_lock);
}

}  // namespace unmodified::wronglock
