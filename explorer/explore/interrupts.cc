#include "weft/explorer/explore/interrupts.h"

#include <array>
#include <atomic>
#include <csignal>

namespace weft {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM};

// A signal handler can reach nothing else.
std::atomic<bool> interrupted{false};
std::array<struct sigaction, kSignals.size()> before;

void interrupt(int /*signal*/) {
  interrupted.store(true, std::memory_order_relaxed);
}

}  // namespace

Interrupts::Interrupts() {
  interrupted = false;
  struct sigaction action {};
  action.sa_handler = &interrupt;
  // Once; then it is as before: the second one kills. A goroutine's stack is small.
  action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_ONSTACK | SA_RESTART;
  for (std::size_t s = 0; s < kSignals.size(); ++s) sigaction(kSignals[s], &action, &before[s]);
}

Interrupts::~Interrupts() {
  for (std::size_t s = 0; s < kSignals.size(); ++s) sigaction(kSignals[s], &before[s], nullptr);
}

bool Interrupts::wanted() {
  return interrupted.load(std::memory_order_relaxed);
}

}  // namespace weft
