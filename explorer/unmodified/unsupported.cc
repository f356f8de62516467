#include "weft/explorer/unmodified/unsupported.h"

#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

#include <cstdio>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/unmodified/interpose.h"

namespace weft::unmodified {
namespace {

constexpr const char* kProcesses = "what another process does is not explored";
constexpr const char* kSignals = "when a signal comes is not explored";
constexpr const char* kCancelling = "where a thread is cancelled is not explored";

}  // namespace

void refuse(const char* function, const char* why) {
  char text[160];
  std::snprintf(text, sizeof text, "%s is not supported in a scenario: %s", function, why);
  kernel::crash(kind::kCrash, text);
}

#define WEFT_REFUSE(result, name, parameters, arguments, why) \
  WEFT_INTERPOSE(result, name, parameters) {                  \
    if (!inside()) return real_##name arguments;              \
    const kernel::OwnCode own;                                \
    refuse(#name, why);                                       \
  }

WEFT_REFUSE(pid_t, fork, (), (), kProcesses)
WEFT_REFUSE(int, system, (const char* command), (command), kProcesses)
WEFT_REFUSE(FILE*, popen, (const char* command, const char* mode), (command, mode), kProcesses)
WEFT_REFUSE(int, posix_spawn,
            (pid_t * pid, const char* path, const posix_spawn_file_actions_t* actions,
             const posix_spawnattr_t* attributes, char* const argv[], char* const envp[]),
            (pid, path, actions, attributes, argv, envp), kProcesses)
WEFT_REFUSE(int, posix_spawnp,
            (pid_t * pid, const char* file, const posix_spawn_file_actions_t* actions,
             const posix_spawnattr_t* attributes, char* const argv[], char* const envp[]),
            (pid, file, actions, attributes, argv, envp), kProcesses)
WEFT_REFUSE(int, sigaction, (int number, const struct sigaction* action, struct sigaction* before),
            (number, action, before), kSignals)
WEFT_REFUSE(sighandler_t, signal, (int number, sighandler_t handler), (number, handler), kSignals)
WEFT_REFUSE(int, kill, (pid_t pid, int number), (pid, number), kSignals)
WEFT_REFUSE(int, pthread_kill, (pthread_t thread, int number), (thread, number), kSignals)
WEFT_REFUSE(int, sigwait, (const sigset_t* set, int* number), (set, number), kSignals)
WEFT_REFUSE(int, pause, (), (), kSignals)
WEFT_REFUSE(unsigned, alarm, (unsigned seconds), (seconds), kSignals)
WEFT_REFUSE(int, pthread_cancel, (pthread_t thread), (thread), kCancelling)

// What they would begin cannot be taken back, and there are more executions to come.
#define WEFT_ENDS(name)                                    \
  WEFT_INTERPOSE(void, name, (int status)) {               \
    if (inside()) {                                        \
      const kernel::OwnCode own;                           \
      kernel::crash(kind::kExit, "it called " #name "()"); \
    }                                                      \
    real_##name(status);                                   \
    __builtin_unreachable();                               \
  }

WEFT_ENDS(exit)
WEFT_ENDS(_exit)
WEFT_ENDS(_Exit)
WEFT_ENDS(quick_exit)

}  // namespace weft::unmodified
