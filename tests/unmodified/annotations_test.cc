// What libraries say to ThreadSanitizer counts here, too.
#include <gtest/gtest.h>
#include <sanitizer/tsan_interface.h>

#include <atomic>
#include <thread>

#include "weft/tests/unmodified/support.h"

extern "C" {
void AnnotateHappensBefore(const char* file, int line, const volatile void* at);
void AnnotateHappensAfter(const char* file, int line, const volatile void* at);
void AnnotateIgnoreWritesBegin(const char* file, int line);
void AnnotateIgnoreWritesEnd(const char* file, int line);
void AnnotateBenignRaceSized(const char* file, int line, const volatile void* at, std::size_t size,
                             const char* why);
void AnnotateRWLockCreate(const char* file, int line, const volatile void* at);
void AnnotateRWLockDestroy(const char* file, int line, const volatile void* at);
void AnnotateRWLockAcquired(const char* file, int line, const volatile void* at, long for_writing);
void AnnotateRWLockReleased(const char* file, int line, const volatile void* at, long for_writing);
}

namespace weft {
namespace {

/// Published with a relaxed flag: a race, unless somebody says what orders it.
template <typename Before, typename After>
void publish(const Before& before, const After& after) {
  int data = 0;
  std::atomic<bool> ready{false};
  std::thread writer([&] {
    data = 1;
    before(&ready);
    ready.store(true, std::memory_order_relaxed);
  });
  if (ready.load(std::memory_order_relaxed)) {
    after(&ready);
    EXPECT_EQ(data, 1);
  }
  writer.join();
}

TEST(Annotations, HappensBeforeOrders) {
  EXPECT_VERIFIED([] {
    publish([](void* at) { AnnotateHappensBefore(__FILE__, __LINE__, at); },
            [](void* at) { AnnotateHappensAfter(__FILE__, __LINE__, at); });
  });
  EXPECT_VERIFIED([] { publish(&__tsan_release, &__tsan_acquire); });
}

TEST(Annotations, HappensBeforeElsewhereDoesNot) {
  EXPECT_FINDS(kind::kDataRace, [] {
    publish([](void* at) { AnnotateHappensBefore(__FILE__, __LINE__, at); }, [](void*) {});
  });
  EXPECT_FINDS(kind::kDataRace, [] {
    publish([](void*) {}, [](void* at) { AnnotateHappensAfter(__FILE__, __LINE__, at); });
  });
}

TEST(Annotations, WhoComesTooEarlyIsNotOrdered) {
  EXPECT_FINDS(kind::kDataRace, [] {
    int data = 0;
    std::thread writer([&] {
      data = 1;
      __tsan_release(&data);
    });
    __tsan_acquire(&data);
    data = 2;
    writer.join();
  });
}

/// Of the kind that ThreadSanitizer cannot see without help: every access is relaxed.
class RelaxedLock {
 public:
  RelaxedLock() { __tsan_mutex_create(this, 0); }
  ~RelaxedLock() { __tsan_mutex_destroy(this, 0); }
  bool try_lock() {
    __tsan_mutex_pre_lock(this, __tsan_mutex_try_lock);
    const bool got = !taken_.exchange(true, std::memory_order_relaxed);
    __tsan_mutex_post_lock(this, got ? __tsan_mutex_try_lock : __tsan_mutex_try_lock_failed, 0);
    return got;
  }
  void unlock() {
    __tsan_mutex_pre_unlock(this, 0);
    taken_.store(false, std::memory_order_relaxed);
    __tsan_mutex_post_unlock(this, 0);
  }

 private:
  std::atomic<bool> taken_{false};
};

TEST(Annotations, ALockThatSaysSoIsOne) {
  EXPECT_VERIFIED([] {
    RelaxedLock lock;
    int count = 0;
    const auto add = [&] {
      if (!lock.try_lock()) return;
      ++count;
      lock.unlock();
    };
    std::thread other(add);
    add();
    other.join();
  });
}

TEST(Annotations, AReaderWriterLockThatSaysSoIsOne) {
  EXPECT_VERIFIED([] {
    int data = 0;
    std::atomic<bool> free{true};
    AnnotateRWLockCreate(__FILE__, __LINE__, &free);
    const auto with_lock = [&](long writes) {
      if (!free.exchange(false, std::memory_order_relaxed)) return;
      AnnotateRWLockAcquired(__FILE__, __LINE__, &free, writes);
      data += static_cast<int>(writes);
      AnnotateRWLockReleased(__FILE__, __LINE__, &free, writes);
      free.store(true, std::memory_order_relaxed);
    };
    std::thread other([&] { with_lock(0); });
    with_lock(1);
    other.join();
    AnnotateRWLockDestroy(__FILE__, __LINE__, &free);
  });
}

TEST(Annotations, WhatIsToBeIgnoredIs) {
  const auto writes = [](bool ignored) {
    [[maybe_unused]] static int guess = 0;
    const auto write = [ignored] {
      if (ignored) AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
      guess = 1;
      if (ignored) AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
    };
    std::thread other(write);
    write();
    other.join();
  };
  EXPECT_VERIFIED([&] { writes(true); });
  EXPECT_FINDS(kind::kDataRace, [&] { writes(false); });
}

TEST(Annotations, ABenignRaceIsNone) {
  EXPECT_VERIFIED([] {
    int guess = 0;
    AnnotateBenignRaceSized(__FILE__, __LINE__, &guess, sizeof guess, "statistics");
    std::thread other([&] { ++guess; });
    ++guess;
    other.join();
  });
}

}  // namespace
}  // namespace weft
