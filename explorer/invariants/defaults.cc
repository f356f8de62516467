#include "weft/explorer/invariants/defaults.h"

#include "weft/explorer/invariants/incidents.h"
#include "weft/explorer/invariants/no_deadlock.h"
#include "weft/explorer/invariants/no_leak.h"

namespace weft::invariants {

std::vector<std::unique_ptr<Invariant>> defaults() {
  std::vector<std::unique_ptr<Invariant>> all;
  all.push_back(std::make_unique<NoIncident>());
  all.push_back(std::make_unique<NoDeadlock>());
  all.push_back(std::make_unique<NoLeak>());
  return all;
}

}  // namespace weft::invariants
