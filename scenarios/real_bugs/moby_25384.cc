// Moby 25384: plugins are started in a loop that waits, inside, for all of them. The fix waits
// behind it.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

constexpr int kPlugins = 2;

void init(bool fixed) {
  WaitGroup plugins("plugins");
  plugins.add(kPlugins);
  for (int n = 0; n < kPlugins; ++n) {
    go("plugin", [&] { plugins.done(); });
    if (!fixed) plugins.wait();
  }
  if (fixed) plugins.wait();
}

const RegisteredBug registered{{"moby_25384", [] { go("init", [] { init(false); }); },
                                [] { go("init", [] { init(true); }); }, kind::kLeak,
                                "A wait inside the loop that starts what it waits for"}};

}  // namespace
}  // namespace weft
