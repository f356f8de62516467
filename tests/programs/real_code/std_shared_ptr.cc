// libstdc++'s std::shared_ptr: the counts are atomic, the last owner deletes, a weak_ptr locks or
// does not.
#include <cassert>
#include <memory>
#include <thread>

#include "weft/tests/programs/real_code/real_code.h"

namespace {

struct Counted {
  explicit Counted(int& deleted) : deleted_(deleted) {}
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  ~Counted() { ++deleted_; }

 private:
  int& deleted_;
};

void run() {
  int deleted = 0;
  auto owner = std::make_shared<Counted>(deleted);
  const std::weak_ptr<Counted> weak = owner;
  std::thread other([copy = owner]() mutable { copy.reset(); });
  std::thread watcher([&] {
    if (const std::shared_ptr<Counted> locked = weak.lock()) assert(locked.use_count() >= 1);
  });
  owner.reset();
  other.join();
  watcher.join();
  assert(deleted == 1);
  assert(weak.expired());
}

const weft::real_code::RegisteredStructure registered{
    {"std_shared_ptr", "std::shared_ptr and std::weak_ptr of libstdc++",
     "of three threads, the last owner deletes, once", run},
    WEFT_THIS_MUTANT};

}  // namespace
