// mutual exclusion with flags alone (CHESS Dekker, SV-COMP peterson): whoever looks before it has
// raised its own flag meets the other inside. The fix is Peterson's algorithm.
#include <atomic>
#include <thread>

namespace unmodified::dekker {
namespace {

std::atomic<bool> wants[2];
std::atomic<int> turn{0};
int inside = 0;

void enter_after_a_look(int me) {
  const int other = 1 - me;
  while (wants[other]) std::this_thread::yield();
  wants[me] = true;
}

void enter(int me) {
  const int other = 1 - me;
  wants[me] = true;
  turn = other;
  while (wants[other] && turn == other) std::this_thread::yield();
}

void run(void (*entry)(int)) {
  const auto work = [entry](int me) {
    entry(me);
    ++inside;
    wants[me] = false;
  };
  std::thread one(work, 0);
  std::thread two(work, 1);
  one.join();
  two.join();
}

}  // namespace

void bad() {
  run(enter_after_a_look);
}
void fixed() {
  run(enter);
}

}  // namespace unmodified::dekker
