// How a promise was broken, by its stable name. The names are an interface: scenarios expect them,
// JSON and exit codes carry them, `weft explain` tells what they mean.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

namespace kind {
inline constexpr const char* kDeadlock = "deadlock";
inline constexpr const char* kLeak = "goroutine-leak";
inline constexpr const char* kLostWakeup = "lost-wakeup";
inline constexpr const char* kDataRace = "data-race";
inline constexpr const char* kUseAfterFree = "use-after-free";
inline constexpr const char* kDoubleFree = "double-free";
inline constexpr const char* kInvalidFree = "invalid-free";
inline constexpr const char* kMemoryLeak = "memory-leak";
inline constexpr const char* kPanic = "panic";
inline constexpr const char* kCheckFailed = "check-failed";
inline constexpr const char* kLockHeld = "lock-held-at-exit";
inline constexpr const char* kWaitGroupMisuse = "wait-group-misuse";
inline constexpr const char* kLostCancel = "lost-cancel";
inline constexpr const char* kLivelock = "livelock";
inline constexpr const char* kStackOverflow = "stack-overflow";
inline constexpr const char* kNeverYields = "never-yields";
inline constexpr const char* kCrash = "crash";
inline constexpr const char* kExit = "process-exit";
inline constexpr const char* kNondeterminism = "nondeterminism";
}  // namespace kind

struct Finding {
  std::string kind;
  std::string message;                  ///< one sentence: who, what, where
  std::vector<std::string> goroutines;  ///< those it is about, by name
  std::vector<std::string> objects;     ///< likewise
  std::vector<std::size_t> steps = {};  ///< of the transcript: the two accesses of a race
  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace weft
