#include "weft/explorer/unmodified/annotations.h"

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>

#include "weft/explorer/unmodified/caller.h"
#include "weft/explorer/unmodified/instrumented.h"
#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/memory.h"

namespace weft::unmodified {

void Excused::begin_execution() {
  any_ = false;
  counts_.clear();
  std::erase_if(benign_, [](const Range& range) { return !range.for_good; });
}

int Excused::of(kernel::GoroutineId by, What what) const {
  const std::size_t at = 2 * index(by) + static_cast<std::size_t>(what);
  return at < counts_.size() ? counts_[at] : 0;
}

void Excused::ignore(kernel::GoroutineId by, What what, int more) {
  const std::size_t at = 2 * index(by) + static_cast<std::size_t>(what);
  if (at >= counts_.size()) counts_.resize(at + 1);
  counts_[at] += more;
  any_ = true;
}

void Excused::call_benign(const void* at, std::size_t size, bool for_good) {
  const auto* const from = static_cast<const char*>(at);
  benign_.push_back({from, from + size, for_good});
}

bool Excused::benign(const void* at) const {
  return std::ranges::any_of(
      benign_, [at](const Range& range) { return at >= range.from && at < range.to; });
}

namespace {

using kernel::Alternative;
using kernel::Sync;

/// An address at which somebody says that he synchronises. Dependency: to release commutes, for
/// it only adds to what is known there; to acquire reads.
class Annotated {
 public:
  void release(const Caller& caller) const {
    kernel::perform(ways_[0], "happens before", name_, caller.site());
  }
  void acquire(const Caller& caller) const {
    kernel::perform(ways_[1], "happens after", name_, caller.site());
  }

 private:
  kernel::Name name_{"annotation", {}, told_place()};
  kernel::ResourceId known_ = kernel::new_resources();
  std::array<kernel::AlternativeId, 2> ways_ = {
      kernel::declare(Alternative{}.commute(known_, Sync::release)),
      kernel::declare(Alternative{}.read(known_, Sync::acquire))};
};

/// Apart from other objects: what is annotated may be a mutex.
class AllAnnotated final : public kernel::PerExecution {
 public:
  const Annotated& at(const void* address) {
    static constexpr kernel::MakerKey kKey{.name = "annotated", .lasting = false};
    std::unique_ptr<Annotated>& there = all_[address];
    if (there == nullptr) {
      const kernel::MadeFor whoever(&kKey, reinterpret_cast<std::uintptr_t>(address));
      there = std::make_unique<Annotated>();
    }
    return *there;
  }

 private:
  std::unordered_map<const void*, std::unique_ptr<Annotated>> all_;
};

const Annotated& annotated(const void* address) {
  return kernel::per_execution<AllAnnotated>().at(address);
}

void release(const void* address, const void* frame) {
  if (!inside()) return;
  const kernel::OwnCode own;
  annotated(address).release(Caller(frame));
}
void acquire(const void* address, const void* frame) {
  if (!inside()) return;
  const kernel::OwnCode own;
  annotated(address).acquire(Caller(frame));
}

void ignore(Excused::What what, int more) {
  if (!inside()) return;
  const kernel::OwnCode own;
  memory().excuse(what, more);
}

void call_benign(const void* at, std::size_t size) {
  const bool for_good = !inside();
  const kernel::OwnCode own;
  memory().call_benign(at, size, for_good);
}

}  // namespace
}  // namespace weft::unmodified

using weft::unmodified::acquire;
using weft::unmodified::call_benign;
using weft::unmodified::Excused;
using weft::unmodified::ignore;
using weft::unmodified::release;

#define WEFT_ANNOTATION(name, ...) WEFT_HOOK void name(const char*, int __VA_OPT__(, ) __VA_ARGS__)

WEFT_ANNOTATION(AnnotateHappensBefore, const volatile void* at) {
  release(const_cast<const void*>(at), WEFT_FRAME);
}
WEFT_ANNOTATION(AnnotateHappensAfter, const volatile void* at) {
  acquire(const_cast<const void*>(at), WEFT_FRAME);
}
WEFT_ANNOTATION(AnnotateRWLockAcquired, const volatile void* at, long /*for_writing*/) {
  acquire(const_cast<const void*>(at), WEFT_FRAME);
}
WEFT_ANNOTATION(AnnotateRWLockReleased, const volatile void* at, long /*for_writing*/) {
  release(const_cast<const void*>(at), WEFT_FRAME);
}
WEFT_ANNOTATION(AnnotateIgnoreReadsBegin) {
  ignore(Excused::What::reads, +1);
}
WEFT_ANNOTATION(AnnotateIgnoreReadsEnd) {
  ignore(Excused::What::reads, -1);
}
WEFT_ANNOTATION(AnnotateIgnoreWritesBegin) {
  ignore(Excused::What::writes, +1);
}
WEFT_ANNOTATION(AnnotateIgnoreWritesEnd) {
  ignore(Excused::What::writes, -1);
}
WEFT_ANNOTATION(AnnotateBenignRace, const volatile void* at, const char* /*why*/) {
  call_benign(const_cast<const void*>(at), 8);
}
WEFT_ANNOTATION(AnnotateBenignRaceSized, const volatile void* at, std::size_t size,
                const char* /*why*/) {
  call_benign(const_cast<const void*>(at), size);
}
// What they tell is seen without them, or matters to other tools only.
WEFT_ANNOTATION(AnnotateRWLockCreate, const volatile void*) {}
WEFT_ANNOTATION(AnnotateRWLockCreateStatic, const volatile void*) {}
WEFT_ANNOTATION(AnnotateRWLockDestroy, const volatile void*) {}
WEFT_ANNOTATION(AnnotateIgnoreSyncBegin) {}
WEFT_ANNOTATION(AnnotateIgnoreSyncEnd) {}
WEFT_ANNOTATION(AnnotateNewMemory, const volatile void*, std::size_t) {}
WEFT_ANNOTATION(AnnotateThreadName, const char*) {}
WEFT_ANNOTATION(AnnotateEnableRaceDetection, int) {}
WEFT_ANNOTATION(AnnotateMemoryIsInitialized, const volatile void*, std::size_t) {}
WEFT_ANNOTATION(AnnotateMemoryIsUninitialized, const volatile void*, std::size_t) {}

// NOLINTBEGIN(bugprone-reserved-identifier): the compiler gives them their names
WEFT_HOOK void __tsan_acquire(void* at) {
  acquire(at, WEFT_FRAME);
}
WEFT_HOOK void __tsan_release(void* at) {
  release(at, WEFT_FRAME);
}
WEFT_HOOK void __tsan_mutex_create(void*, unsigned) {}
WEFT_HOOK void __tsan_mutex_destroy(void*, unsigned) {}
WEFT_HOOK void __tsan_mutex_pre_lock(void*, unsigned) {}
WEFT_HOOK void __tsan_mutex_post_lock(void* at, unsigned flags, int) {
  constexpr unsigned kTriedInVain = 1U << 5;
  if ((flags & kTriedInVain) == 0) acquire(at, WEFT_FRAME);
}
WEFT_HOOK int __tsan_mutex_pre_unlock(void* at, unsigned) {
  release(at, WEFT_FRAME);
  return 0;
}
WEFT_HOOK void __tsan_mutex_post_unlock(void*, unsigned) {}
WEFT_HOOK void __tsan_mutex_pre_signal(void*, unsigned) {}
WEFT_HOOK void __tsan_mutex_post_signal(void*, unsigned) {}
WEFT_HOOK void __tsan_mutex_pre_divert(void*, unsigned) {}
WEFT_HOOK void __tsan_mutex_post_divert(void*, unsigned) {}
// NOLINTEND(bugprone-reserved-identifier)
