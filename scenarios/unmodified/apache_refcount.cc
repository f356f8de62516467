// Apache httpd bug 21287: the last user of a cache entry frees it. The count goes down in one
// step and is looked at in another: by then the other may have freed it, or both free it.
#include <atomic>
#include <thread>

namespace unmodified::apache_refcount {
namespace {

struct Entry {
  std::atomic<int> references{2};
};

void release_in_two_steps(Entry* entry) {
  entry->references.fetch_sub(1);
  if (entry->references.load() == 0) delete entry;
}

void release(Entry* entry) {
  if (entry->references.fetch_sub(1) == 1) delete entry;
}

void run(void (*released)(Entry*)) {
  auto* const entry = new Entry;
  std::thread one(released, entry);
  std::thread two(released, entry);
  one.join();
  two.join();
}

}  // namespace

void bad() {
  run(release_in_two_steps);
}
void fixed() {
  run(release);
}

}  // namespace unmodified::apache_refcount
