#include "weft/explorer/unmodified/thread_exit.h"

#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/thread_keys.h"

namespace weft::unmodified {
namespace {

/// What thread_local variables have asked to be called, by goroutine.
class ExitFunctions final : public kernel::PerExecution {
 public:
  struct Call {
    void (*function)(void*);
    void* argument;
  };
  [[nodiscard]] std::vector<Call>& mine() {
    if (calls_.size() <= index(kernel::self())) calls_.resize(index(kernel::self()) + 1);
    return calls_[index(kernel::self())];
  }

 private:
  std::vector<std::vector<Call>> calls_;
};

ExitFunctions& exit_functions() {
  return kernel::per_execution<ExitFunctions>();
}

/// The latest call wanted; whether there was one.
bool take_last(ExitFunctions::Call& call) {
  const kernel::OwnCode own;
  std::vector<ExitFunctions::Call>& calls = exit_functions().mine();
  if (calls.empty()) return false;
  call = calls.back();
  calls.pop_back();
  return true;
}

}  // namespace

void run_exit_functions() {
  ExitFunctions::Call call{};
  while (take_last(call)) call.function(call.argument);
  destroy_values();
}

WEFT_INTERPOSE(int, __cxa_thread_atexit, (void (*function)(void*), void* object, void* library)) {
  if (!inside()) return real___cxa_thread_atexit(function, object, library);
  const kernel::OwnCode own;
  exit_functions().mine().push_back({function, object});
  return 0;
}

}  // namespace weft::unmodified
