// Readers and writers (Courtois, Heymans and Parnas 1971): the first reader takes the room for all
// of them, the last one leaves it.
#include <mutex>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// GOOD: counting readers and taking the room is one step.
class Library {
 public:
  int read() {
    {
      std::scoped_lock lock(mu_);
      if (readers_.load() == 0) room_.lock();
      readers_.update([](int& n) { ++n; });
    }
    const int seen = text_.load();
    {
      std::scoped_lock lock(mu_);
      readers_.update([](int& n) { --n; });
      if (readers_.load() == 0) room_.unlock();
    }
    return seen;
  }
  void write(int text) {
    std::scoped_lock lock(room_);
    text_.store(text);
  }

 private:
  Mutex mu_{"mu"};
  Mutex room_{"room"};
  Shared<int> readers_{0, "readers"};  // guarded by mu_
  Shared<int> text_{0, "text"};
};

/// BAD: an atomic count seems to do without a lock. But the second reader does not wait for the
/// first one to have the room.
class HastyLibrary {
 public:
  int read() {
    if (readers_.add_fetch(1) == 1) room_.lock();
    const int seen = text_.load();
    if (readers_.add_fetch(-1) == 0) room_.unlock();
    return seen;
  }
  void write(int text) {
    std::scoped_lock lock(room_);
    text_.store(text);
  }

 private:
  Atomic<int> readers_{0, "readers"};
  Mutex room_{"room"};
  Shared<int> text_{0, "text"};
};

template <typename Kind>
void visit() {
  Kind library;
  WaitGroup all("all");
  for (int i = 0; i < 2; ++i) all.go([&] { library.read(); });
  all.go([&] { library.write(1); });
  all.wait();
}

const Registered registered[] = {
    Registered{{.name = "classics/readers_writers/counted_under_a_lock",
                .body = visit<Library>,
                .summary = "The first reader takes the room, the last one leaves it"}},
    Registered{{.name = "classics/readers_writers/bad_atomic_count",
                .body = visit<HastyLibrary>,
                .expects = kind::kDataRace,
                .summary = "A second reader who goes in before the first has the room"}},
};

}  // namespace
}  // namespace weft
