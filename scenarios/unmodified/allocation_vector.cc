// allocation vector (ConTest): looking for a free block and marking it are atomic, each by itself.
// Two resource managers find the same block.
#include <array>
#include <cassert>
#include <mutex>
#include <thread>

namespace unmodified::allocation_vector {
namespace {

class Blocks {
 public:
  int find_free() {
    const std::lock_guard lock(mutex_);
    return first_free();
  }
  bool mark(int block) {
    const std::lock_guard lock(mutex_);
    if (used_[block]) return false;
    return used_[block] = true;
  }
  int find_and_mark() {
    const std::lock_guard lock(mutex_);
    const int block = first_free();
    used_[block] = true;
    return block;
  }

 private:
  int first_free() const {
    int block = 0;
    while (used_[block]) ++block;
    return block;
  }

  std::mutex mutex_;
  std::array<bool, 3> used_{};
};

void allocate_in_two_steps(Blocks& blocks) {
  const int block = blocks.find_free();
  const bool mine = blocks.mark(block);
  assert(mine);
}

void allocate(Blocks& blocks) {
  blocks.find_and_mark();
}

void run(void (*allocator)(Blocks&)) {
  Blocks blocks;
  std::thread one(allocator, std::ref(blocks));
  std::thread two(allocator, std::ref(blocks));
  one.join();
  two.join();
}

}  // namespace

void bad() {
  run(allocate_in_two_steps);
}
void fixed() {
  run(allocate);
}

}  // namespace unmodified::allocation_vector
