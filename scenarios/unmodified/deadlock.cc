// deadlock (SCTBench deadlock01): two threads take two mutexes, each in its own order. The fix
// takes both at once.
#include <mutex>
#include <thread>

namespace unmodified::deadlock {
namespace {

std::mutex a;
std::mutex b;
int counter = 0;

}  // namespace

void bad() {
  std::thread one([] {
    const std::lock_guard first(a);
    const std::lock_guard second(b);
    ++counter;
  });
  std::thread two([] {
    const std::lock_guard first(b);
    const std::lock_guard second(a);
    --counter;
  });
  one.join();
  two.join();
}

void fixed() {
  std::thread one([] {
    const std::scoped_lock both(a, b);
    ++counter;
  });
  std::thread two([] {
    const std::scoped_lock both(b, a);
    --counter;
  });
  one.join();
  two.join();
}

}  // namespace unmodified::deadlock
