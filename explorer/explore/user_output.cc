#include "weft/explorer/explore/user_output.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <iostream>
#include <mutex>

#include "weft/explorer/kernel/check.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WEFT_SANITIZER
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define WEFT_SANITIZER
#endif
#endif

#ifdef WEFT_SANITIZER
#include <sanitizer/common_interface_defs.h>

#include <cstdint>
#endif

namespace weft {
namespace {

constexpr std::array<int, 2> kStreams{STDOUT_FILENO, STDERR_FILENO};

// Streams belong to the process, searches to threads: the first takes them, the last gives back.
constinit std::mutex takers_lock;
constinit int takers = 0;
constinit std::array<int, 2> real{-1, -1};
constinit int nowhere = -1;

void flush() {
  std::cout.flush();
  std::clog.flush();
  std::fflush(stdout);
  std::fflush(stderr);
}

void lead_to(int file) {
  if (file < 0) return;
  for (const int stream : kStreams) dup2(file, stream);
}

/// What has to be said whoever is hushed: by failing checks of our own, and by a sanitizer.
void last_words_go_to(int file) {
  kernel::words_of_checks(file);
#ifdef WEFT_SANITIZER
  __sanitizer_set_report_fd(reinterpret_cast<void*>(std::intptr_t{file}));
#endif
}

void hush() {
  for (std::size_t i = 0; i < kStreams.size(); ++i)
    real[i] = fcntl(kStreams[i], F_DUPFD_CLOEXEC, 3);
  nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  last_words_go_to(real[1] < 0 ? STDERR_FILENO : real[1]);
  lead_to(nowhere);
}

void give_back() {
  give_output_back();
  last_words_go_to(STDERR_FILENO);
  for (int& file : real) {
    if (file >= 0) close(file);
    file = -1;
  }
  if (nowhere >= 0) close(nowhere);
  nowhere = -1;
}

}  // namespace

UserOutput::UserOutput() {
  const std::scoped_lock lock(takers_lock);
  if (takers++ > 0) return;
  flush();
  hush();
}

UserOutput::~UserOutput() {
  const std::scoped_lock lock(takers_lock);
  if (kept_ >= 0) close(kept_);
  if (--takers > 0) return;
  flush();
  give_back();
}

void UserOutput::record() {
  flush();
  if (kept_ < 0) kept_ = memfd_create("what the scenario prints", MFD_CLOEXEC);
  if (kept_ < 0) return;
  taken_ = lseek(kept_, 0, SEEK_END);
  lead_to(kept_);
}

std::string UserOutput::take() {
  constexpr long kMost = 4096;  // of what is printed between two steps
  if (kept_ < 0) return {};
  flush();
  const long end = lseek(kept_, 0, SEEK_END);
  std::string text(static_cast<std::size_t>(std::min(end - taken_, kMost)), '\0');
  const auto size = text.empty() ? 0 : pread(kept_, text.data(), text.size(), taken_);
  text.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
  taken_ = end;
  return text;
}

void UserOutput::stop() {
  flush();
  lead_to(nowhere);
  if (kept_ >= 0 && ftruncate(kept_, 0) != 0) return;
  taken_ = 0;
}

Aloud::Aloud() {
  flush();
  give_output_back();
}

Aloud::~Aloud() {
  flush();
  lead_to(nowhere);
}

void give_output_back() noexcept {
  for (std::size_t i = 0; i < kStreams.size(); ++i) {
    if (real[i] >= 0) dup2(real[i], kStreams[i]);
  }
}

}  // namespace weft
