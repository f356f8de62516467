// A bounded buffer made of a lock and condition variables, right and in three ways wrong.
#include <deque>
#include <mutex>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// What may be wrong with it.
struct Habits {
  bool asks_again = true;      ///< `while` round the wait, not `if`
  bool two_conditions = true;  ///< one for those who put, one for those who take
};

/// Room for one.
class Buffer {
 public:
  explicit Buffer(Habits habits) : habits_(habits) {}

  void put(int item) {
    std::scoped_lock lock(mu_);
    wait_while(not_full_, [&] { return items_.load().size() == 1; });
    expect(items_.load().empty(), "room for one more");
    items_.update([&](std::deque<int>& items) { items.push_back(item); });
    not_empty().signal();
  }
  int take() {
    std::scoped_lock lock(mu_);
    wait_while(not_empty(), [&] { return items_.load().empty(); });
    expect(!items_.load().empty(), "something to take");
    int item = 0;
    items_.update([&](std::deque<int>& items) {
      if (items.empty()) return;
      item = items.front();
      items.pop_front();
    });
    not_full_.signal();
    return item;
  }

 private:
  Cond& not_empty() { return habits_.two_conditions ? not_empty_ : not_full_; }

  template <typename Condition>
  void wait_while(Cond& news, Condition condition) {
    if (!habits_.asks_again) {
      if (condition()) news.wait();
      return;
    }
    while (condition()) news.wait();
  }

  Habits habits_;
  Mutex mu_{"mu"};
  Cond not_full_{mu_, "not full"};
  Cond not_empty_{mu_, "not empty"};
  Shared<std::deque<int>> items_{{}, "items"};
};

/// Each of n producers puts one item, each of n consumers takes one.
void exchange(int n, Habits habits) {
  Buffer buffer(habits);
  WaitGroup all("all");
  for (int i = 0; i < n; ++i) {
    all.go([&, i] { buffer.put(i); });
    all.go([&] { buffer.take(); });
  }
  all.wait();
}

const Registered registered[] = {
    Registered{{.name = "classics/bounded_buffer/two_conditions",
                .body = [] { exchange(2, {}); },
                .summary = "Two producers, two consumers, a condition for each side"}},
    Registered{{.name = "classics/bounded_buffer/spurious_wakeups",
                .body = [] { exchange(1, {}); },
                .summary = "A wait in a loop minds no wake-up for no reason",
                .spurious_wakeups = true}},
    Registered{{.name = "classics/bounded_buffer/bad_if_for_while",
                .body = [] { exchange(2, {.asks_again = false}); },
                .expects = kind::kCheckFailed,
                .summary = "Woken, but another consumer was faster"}},
    Registered{{.name = "classics/bounded_buffer/bad_if_and_spurious_wakeups",
                .body = [] { exchange(1, {.asks_again = false}); },
                .expects = kind::kCheckFailed,
                .summary = "Woken for no reason, and not asked again",
                .spurious_wakeups = true}},
    Registered{{.name = "classics/bounded_buffer/bad_one_condition",
                .body = [] { exchange(2, {.two_conditions = false}); },
                .expects = kind::kDeadlock,
                .summary = "One condition for both sides: the signal wakes the wrong one"}},
};

}  // namespace
}  // namespace weft
