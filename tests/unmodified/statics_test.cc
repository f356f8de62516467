// Static variables and globals: each execution finds them as the first did.
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

struct Config {
  explicit Config(int v) : value(v) { ++made; }
  int value;
  static int made;
};
int Config::made = 0;

const Config& config(int mine) {
  static const Config only(mine);
  return only;
}

TEST(UnmodifiedStatic, IsMadeOnceByWhoeverComesFirst) {
  bool first = false;
  bool second = false;
  EXPECT_VERIFIED([&] {
    int seen = 0;
    std::thread other([&] { seen = config(2).value; });
    const int here = config(1).value;
    other.join();
    EXPECT_EQ(seen, here);
    EXPECT_EQ(Config::made, 1);
    (here == 1 ? first : second) = true;
  });
  EXPECT_TRUE(first && second);
}

int tries = 0;

int sometimes() {
  static const int value = [] {
    if (++tries == 1) throw std::runtime_error("not yet");
    return 7;
  }();
  return value;
}

TEST(UnmodifiedStatic, WhoseMakingThrowsIsMadeByTheNext) {
  EXPECT_VERIFIED([] {
    const auto attempt = [] {
      try {
        return sometimes();
      } catch (const std::runtime_error&) {
        return 0;
      }
    };
    std::thread other([&] { attempt(); });
    attempt();
    other.join();
    EXPECT_EQ(attempt(), 7);
    EXPECT_EQ(tries, 2);
  });
}

std::mutex global_mutex;
int global_counter = 0;
std::vector<int> global_vector;

TEST(UnmodifiedGlobal, IsFreshInEveryExecution) {
  EXPECT_VERIFIED([] {
    const auto add = [] {
      const std::lock_guard lock(global_mutex);
      ++global_counter;
      global_vector.push_back(global_counter);
    };
    std::thread other(add);
    add();
    other.join();
    EXPECT_EQ(global_counter, 2);
    EXPECT_EQ(global_vector.size(), 2U);
  });
}

}  // namespace
}  // namespace weft
