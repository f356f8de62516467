// RWMutex: a cache that many read and few write.
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

using Items = std::map<std::string, int>;

/// GOOD: readers together, a writer alone.
class Cache {
 public:
  std::optional<int> get(const std::string& key) {
    std::shared_lock lock(mu_);
    const Items items = items_.load();
    const auto found = items.find(key);
    return found == items.end() ? std::nullopt : std::optional(found->second);
  }
  void set(const std::string& key, int value) {
    std::unique_lock lock(mu_);
    items_.update([&](Items& items) { items[key] = value; });
  }

 private:
  RWMutex mu_{"mu"};
  Shared<Items> items_{{}, "items"};
};

void good_cache() {
  Cache cache;
  WaitGroup all("all");
  all.go([&] { cache.set("answer", 42); });
  for (int i = 0; i < 2; ++i) {
    all.go([&] { expect(cache.get("answer").value_or(42) == 42, "nothing, or the whole value"); });
  }
  all.wait();
  expect(cache.get("answer") == 42, "what was set");
}

/// BAD: remembers what it computed while it holds the lock for reading only.
void bad_cache() {
  RWMutex mu("mu");
  Shared<Items> items({}, "items");
  const auto get = [&](const std::string& key) {
    std::shared_lock lock(mu);
    items.update([&](Items& all) { all.try_emplace(key, 42); });
  };
  WaitGroup all("all");
  for (int i = 0; i < 2; ++i) all.go([&] { get("answer"); });
  all.wait();
}

/// BAD: reads while it reads. A writer that asks in between waits for the first read to end, and
/// the second read waits for the writer.
void bad_reads_twice() {
  RWMutex mu("mu");
  WaitGroup all("all");
  all.go([&] {
    std::shared_lock outer(mu);
    std::shared_lock inner(mu);
  });
  all.go([&] { std::unique_lock lock(mu); });
  all.wait();
}

const Registered registered[] = {
    Registered{{.name = "guideline/rw_mutex/bad_cache",
                .body = bad_cache,
                .expects = kind::kDataRace,
                .summary = "A cache that is written under the lock for reading"}},
    Registered{{.name = "guideline/rw_mutex/good_cache",
                .body = good_cache,
                .summary = "A cache with many readers and one writer at a time"}},
    Registered{{.name = "guideline/rw_mutex/bad_reads_twice",
                .body = bad_reads_twice,
                .expects = kind::kDeadlock,
                .summary = "A read lock taken again while a writer waits"}},
};

}  // namespace
}  // namespace weft
