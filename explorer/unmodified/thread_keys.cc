#include "weft/explorer/unmodified/thread_keys.h"

#include <pthread.h>

#include <limits.h>
#include <cerrno>
#include <map>
#include <mutex>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/unmodified/instrumented.h"
#include "weft/explorer/unmodified/interpose.h"

namespace weft::unmodified {
namespace {

using Destructor = void (*)(void*);

/// Keys made in an execution are none of the C library's.
constexpr pthread_key_t kFirstOfScenario = 1U << 20;

/// Of the keys that were made before. Guarded by a lock that is never taken over, for nobody has it
/// while a scenario's code runs.
class Destructors {
 public:
  void set(pthread_key_t key, Destructor destructor) {
    const std::scoped_lock lock(mutex_);
    known_[key] = destructor;
  }
  [[nodiscard]] Destructor of(pthread_key_t key) {
    const std::scoped_lock lock(mutex_);
    const auto found = known_.find(key);
    return found == known_.end() ? nullptr : found->second;
  }

 private:
  std::mutex mutex_;
  std::map<pthread_key_t, Destructor> known_;
};

Destructors& earlier() {
  static Destructors& all = *new Destructors;
  return all;
}

/// The values of an execution. Every goroutine begins with none, whenever a key was made.
class Values final : public kernel::PerExecution {
 public:
  pthread_key_t create(Destructor destructor) {
    keys_.push_back(destructor);
    return kFirstOfScenario + static_cast<pthread_key_t>(keys_.size() - 1);
  }
  [[nodiscard]] bool exists(pthread_key_t key) const {
    return key < kFirstOfScenario || key - kFirstOfScenario < keys_.size();
  }
  void remove(pthread_key_t key) {
    for (auto& values : values_) values.erase(key);
  }
  [[nodiscard]] std::map<pthread_key_t, void*>& mine() {
    if (values_.size() <= index(kernel::self())) values_.resize(index(kernel::self()) + 1);
    return values_[index(kernel::self())];
  }
  [[nodiscard]] Destructor destructor(pthread_key_t key) const {
    return key < kFirstOfScenario ? earlier().of(key) : keys_[key - kFirstOfScenario];
  }

 private:
  std::vector<Destructor> keys_;
  std::vector<std::map<pthread_key_t, void*>> values_;  // by goroutine
};

Values& values() {
  return kernel::per_execution<Values>();
}

struct Doomed {
  Destructor destructor = nullptr;
  void* value = nullptr;
};

/// Takes away one value of the running thread's that has a destructor.
bool take_one(Doomed& doomed) {
  const kernel::OwnCode own;
  for (auto& [key, value] : values().mine()) {
    doomed = {values().destructor(key), value};
    if (value == nullptr || doomed.destructor == nullptr) continue;
    value = nullptr;
    return true;
  }
  return false;
}

}  // namespace

void destroy_values() {
  // A destructor may set values; that may go on for a while.
  constexpr int kPatience = PTHREAD_DESTRUCTOR_ITERATIONS * 256;
  Doomed doomed;
  for (int i = 0; i < kPatience && take_one(doomed); ++i) doomed.destructor(doomed.value);
}

WEFT_INTERPOSE(int, pthread_key_create, (pthread_key_t * key, void (*destructor)(void*))) {
  if (!inside() || !instrumented(__builtin_return_address(0))) {  // a library's outlive executions
    const int failed = real_pthread_key_create(key, destructor);
    if (failed == 0) earlier().set(*key, destructor);
    return failed;
  }
  const kernel::OwnCode own;
  *key = values().create(destructor);
  return 0;
}

WEFT_INTERPOSE(int, pthread_key_delete, (pthread_key_t key)) {
  if (!inside()) return real_pthread_key_delete(key);
  const kernel::OwnCode own;
  if (!values().exists(key)) return EINVAL;
  values().remove(key);
  return 0;
}

WEFT_INTERPOSE(void*, pthread_getspecific, (pthread_key_t key)) {
  if (!inside()) return real_pthread_getspecific(key);
  const kernel::OwnCode own;
  const auto& mine = values().mine();
  const auto found = mine.find(key);
  return found == mine.end() ? nullptr : found->second;
}

WEFT_INTERPOSE(int, pthread_setspecific, (pthread_key_t key, const void* value)) {
  if (!inside()) return real_pthread_setspecific(key, value);
  const kernel::OwnCode own;
  if (!values().exists(key)) return EINVAL;
  values().mine()[key] = const_cast<void*>(value);
  return 0;
}

}  // namespace weft::unmodified
