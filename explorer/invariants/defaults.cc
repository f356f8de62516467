#include "weft/explorer/invariants/defaults.h"

#include "weft/explorer/invariants/incidents.h"
#include "weft/explorer/invariants/no_deadlock.h"
#include "weft/explorer/invariants/no_held_lock.h"
#include "weft/explorer/invariants/no_leak.h"
#include "weft/explorer/invariants/no_livelock.h"
#include "weft/explorer/invariants/no_lost_wakeup.h"

namespace weft::invariants {

std::vector<std::unique_ptr<Invariant>> defaults() {
  std::vector<std::unique_ptr<Invariant>> all;
  all.push_back(std::make_unique<NoIncident>());
  all.push_back(std::make_unique<NoLostWakeup>());
  all.push_back(std::make_unique<NoDeadlock>());
  all.push_back(std::make_unique<NoLivelock>());
  all.push_back(std::make_unique<NoLeak>());
  all.push_back(std::make_unique<NoHeldLock>());
  return all;
}

}  // namespace weft::invariants
