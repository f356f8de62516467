// lazy01 (SCTBench): two threads add 1 and 2 to a number, a third claims that it has not yet
// become 3. Nothing orders the third before the others.
#include <cassert>
#include <mutex>
#include <thread>

namespace unmodified::lazy {
namespace {

std::mutex mutex;
int data = 0;

void add(int what) {
  const std::lock_guard lock(mutex);
  data += what;
}

void claim_less_than(int limit) {
  const std::lock_guard lock(mutex);
  assert(data < limit);
}

void run(int limit) {
  std::thread one(add, 1);
  std::thread two(add, 2);
  std::thread three(claim_less_than, limit);
  one.join();
  two.join();
  three.join();
}

}  // namespace

void bad() {
  run(3);
}
void fixed() {
  run(4);
}

}  // namespace unmodified::lazy
