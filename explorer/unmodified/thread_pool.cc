#include "weft/explorer/unmodified/thread_pool.h"

#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <stdexcept>
#include <string_view>

#include "weft/explorer/kernel/process.h"
#include "weft/explorer/unmodified/interpose.h"

namespace weft::unmodified {
namespace {

constinit Real<int(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*)> real_create{
    "pthread_create"};

/// Says where its variables are and sleeps until the program ends. From then on a goroutine may use
/// them, and what asks whether the scenario's code runs is told it does: so nothing that is taken
/// over is called, neither to sleep nor to wake who waits.
void* lend(void* pointer) {
  sigset_t all;
  sigfillset(&all);
  static_cast<std::atomic<void*>*>(pointer)->store(kernel::thread_pointer());
  for (;;) sigsuspend(&all);
}

void* start_thread() {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, std::size_t{256} * 1024);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  std::atomic<void*> pointer = nullptr;
  pthread_t thread{};
  int failed = real_create(&thread, &attributes, &lend, &pointer);
  if (failed == EINVAL) failed = real_create(&thread, nullptr, &lend, &pointer);  // much TLS
  pthread_attr_destroy(&attributes);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (failed != 0) throw std::runtime_error("no thread for a goroutine's thread_local variables");
  while (pointer.load() == nullptr) sched_yield();
  return pointer;
}

/// Its variables are the C library's own business: locale, caches of malloc.
bool belongs_to_libc(std::string_view file) {
  constexpr std::string_view kNames[] = {"/libc.so", "/ld-linux", "/libpthread.so", "/libm.so"};
  return std::ranges::any_of(kNames, [file](auto name) { return file.find(name) != file.npos; });
}

}  // namespace

void* ThreadPool::fresh(std::size_t n) {
  if (threads_.empty()) read_images();
  while (threads_.size() <= n) threads_.push_back(start_thread());
  char* const pointer = static_cast<char*>(threads_[n]);
  for (const Image& image : images_) {
    char* const block = pointer + image.from_pointer;
    std::memcpy(block, image.bytes, image.size);
    std::memset(block + image.size, 0, image.whole - image.size);
  }
  return pointer;
}

std::size_t ThreadPool::find(const void* pointer) const {
  return static_cast<std::size_t>(std::ranges::find(threads_, pointer) - threads_.begin());
}

/// Of the modules that were there when the program started: their variables are at the same
/// distance from the thread pointer in every thread.
void ThreadPool::read_images() {
  const auto visit = [](dl_phdr_info* info, std::size_t /*size*/, void* self) {
    if (info->dlpi_tls_data == nullptr || belongs_to_libc(info->dlpi_name)) return 0;
    for (int i = 0; i < info->dlpi_phnum; ++i) {
      const auto& part = info->dlpi_phdr[i];
      if (part.p_type != PT_TLS) continue;
      const auto* const here = static_cast<const char*>(kernel::thread_pointer());
      const auto distance = static_cast<const char*>(info->dlpi_tls_data) - here;
      constexpr std::ptrdiff_t kFarthest = 64 << 20;
      if (distance >= 0 || distance < -kFarthest) continue;  // loaded later
      static_cast<ThreadPool*>(self)->images_.push_back(
          {.bytes = reinterpret_cast<const char*>(info->dlpi_addr + part.p_vaddr),
           .size = part.p_filesz,
           .whole = part.p_memsz,
           .from_pointer = distance});
    }
    return 0;
  };
  dl_iterate_phdr(visit, this);
}

}  // namespace weft::unmodified
