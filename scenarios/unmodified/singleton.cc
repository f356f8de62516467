// singleton (SV-COMP singleton-b): after one thread has made the object, three write to it and one
// of them writes something else; the claim is that its letter is not the last.
#include <atomic>
#include <cassert>
#include <memory>
#include <thread>

namespace unmodified::singleton {
namespace {

std::unique_ptr<std::atomic<char>> v;

void run(bool y_first) {
  std::thread([] { v = std::make_unique<std::atomic<char>>('\0'); }).join();
  std::thread y([] { *v = 'Y'; });
  if (y_first) y.join();
  std::thread x1([] { *v = 'X'; });
  std::thread x2([] { *v = 'X'; });
  if (!y_first) y.join();
  x1.join();
  x2.join();
  const char last = *v;
  v.reset();
  assert(last == 'X');
}

}  // namespace

void bad() {
  run(false);
}
void fixed() {
  run(true);
}

}  // namespace unmodified::singleton
