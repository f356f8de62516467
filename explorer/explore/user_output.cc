#include "weft/explorer/explore/user_output.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <iostream>
#include <mutex>

#include "weft/explorer/kernel/check.h"

namespace weft {
namespace {

// What a sanitizer has to say it says to the standard error, and then the program is over.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kAlsoErrors = false;
#elif defined(__has_feature)
constexpr bool kAlsoErrors = !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer);
#else
constexpr bool kAlsoErrors = true;
#endif
constexpr std::array<int, 2> kStreams{STDOUT_FILENO, STDERR_FILENO};
constexpr std::size_t kHushed = kAlsoErrors ? 2 : 1;

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
  for (std::size_t i = 0; i < kHushed; ++i) dup2(file, kStreams[i]);
}

void hush() {
  for (std::size_t i = 0; i < kHushed; ++i) real[i] = fcntl(kStreams[i], F_DUPFD_CLOEXEC, 3);
  nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  kernel::words_of_checks(real[1] < 0 ? STDERR_FILENO : real[1]);
  lead_to(nowhere);
}

void give_back() {
  give_output_back();
  kernel::words_of_checks(STDERR_FILENO);
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
  for (std::size_t i = 0; i < kHushed; ++i) {
    if (real[i] >= 0) dup2(real[i], kStreams[i]);
  }
}

}  // namespace weft
