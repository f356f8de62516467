// twostage (SCTBench, SV-COMP): a writer sets two numbers, each under its own lock; a reader that
// has seen the first expects the second.
#include <cassert>
#include <mutex>
#include <thread>

namespace unmodified::twostage {
namespace {

std::mutex lock1;
std::mutex lock2;
int data1 = 0;
int data2 = 0;

void write() {
  {
    const std::lock_guard lock(lock1);
    data1 = 1;
  }
  const std::lock_guard lock(lock2);
  data2 = data1 + 1;
}

void write_at_once() {
  const std::scoped_lock both(lock1, lock2);
  data1 = 1;
  data2 = data1 + 1;
}

void read() {
  int seen1 = 0;
  {
    const std::lock_guard lock(lock1);
    if (data1 == 0) return;
    seen1 = data1;
  }
  const std::lock_guard lock(lock2);
  assert(data2 == seen1 + 1);
}

void run(void (*writer)()) {
  std::thread one(writer);
  std::thread two(read);
  one.join();
  two.join();
}

}  // namespace

void bad() {
  run(write);
}
void fixed() {
  run(write_at_once);
}

}  // namespace unmodified::twostage
