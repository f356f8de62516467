#include "weft/explorer/unmodified/futex.h"

#include <linux/futex.h>
#include <sys/syscall.h>

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <ctime>
#include <ostream>

#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/memory.h"
#include "weft/explorer/unmodified/time.h"
#include "weft/explorer/unmodified/unsupported.h"

namespace weft::unmodified {
namespace {

/// Looks at the word and comes to wait if it is as expected, in one step.
class Arrive final : public kernel::Operation {
 public:
  Arrive(const kernel::AlternativeId& way, const kernel::Name& object, kernel::Location at,
         const WaitQueue& queue, const std::uint32_t* word, std::uint32_t expected)
      : Operation(std::span(&way, 1), "wait", object, at),
        queue_(queue),
        word_(word),
        expected_(expected) {}
  void execute(kernel::Step& step) override {
    waits_ = *static_cast<const volatile std::uint32_t*>(word_) == expected_;
    arrival_ = queue_.arrival();
    if (!waits_) step.only_read();
  }
  void result(std::ostream& out) const override {
    if (!waits_) out << "not as expected";
  }
  [[nodiscard]] bool waits() const { return waits_; }
  [[nodiscard]] std::int32_t arrival() const { return arrival_; }

 private:
  const WaitQueue& queue_;
  const std::uint32_t* word_;
  std::uint32_t expected_;
  bool waits_ = false;
  std::int32_t arrival_ = 0;
};

}  // namespace

int Futex::wait(const std::uint32_t* word, std::uint32_t expected, std::optional<Time> deadline,
                const Caller& caller) {
  Variable& variable = memory().variable(word, sizeof *word, caller.pc());
  kernel::Alternative way = variable.looked_at();
  const kernel::AlternativeId comes = kernel::declare(sleepers_.joined(way));
  Arrive arrive(comes, name(), caller.site(), sleepers_, word, expected);
  kernel::perform(arrive);
  if (!arrive.waits()) return EAGAIN;
  const auto end = sleepers_.sleep(arrive.arrival(), deadline, name(), caller);
  return end == WaitQueue::End::too_late ? ETIMEDOUT : 0;
}

int Futex::wake(int at_most, const Caller& caller) {
  if (at_most == INT_MAX) return sleepers_.wake_all("wake all of", name(), caller);
  int woken = 0;
  while (woken < at_most && sleepers_.wake_one("wake", name(), caller)) ++woken;
  return woken;
}

namespace {

/// When a wait ends by itself. FUTEX_WAIT says for how long, FUTEX_WAIT_BITSET until when.
std::optional<Time> deadline_of(int operation, const timespec* t) {
  if (t == nullptr) return std::nullopt;
  if ((operation & FUTEX_CMD_MASK) == FUTEX_WAIT) {
    return now() + std::chrono::seconds(t->tv_sec) + std::chrono::nanoseconds(t->tv_nsec);
  }
  const bool by_day = (operation & FUTEX_CLOCK_REALTIME) != 0;
  return virtual_time(by_day ? CLOCK_REALTIME : CLOCK_MONOTONIC, *t);
}

long futex(const std::uint32_t* word, int operation, std::uint32_t value, const timespec* t,
           const Caller& caller) {
  int failed = 0;
  switch (operation & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET:
      failed = objects().at<Futex>(word).wait(word, value, deadline_of(operation, t), caller);
      break;
    case FUTEX_WAKE:
    case FUTEX_WAKE_BITSET:
      return objects().at<Futex>(word).wake(static_cast<int>(value), caller);
    default:
      refuse("futex", "it knows FUTEX_WAIT and FUTEX_WAKE only");
  }
  if (failed == 0) return 0;
  errno = failed;
  return -1;
}

}  // namespace

WEFT_INTERPOSE(long, syscall, (long number, long a, long b, long c, long d, long e, long f)) {
  if (!inside() || number != SYS_futex) return real_syscall(number, a, b, c, d, e, f);
  const kernel::OwnCode own;
  return futex(reinterpret_cast<const std::uint32_t*>(a), static_cast<int>(b),
               static_cast<std::uint32_t>(c), reinterpret_cast<const timespec*>(d), WEFT_CALLER);
}

}  // namespace weft::unmodified
