#include "weft/explorer/explore/explore.h"

#include "weft/explorer/explore/exploration.h"
#include "weft/explorer/explore/settings.h"

namespace weft {
Report explore(const Scenario& scenario, const Options& options) {
  const Options settled = meant(options);
  refuse_nonsense(scenario, settled);
  return Exploration(scenario, settled).run();
}

Report explore(const std::function<void()>& body, const Options& options) {
  Scenario scenario;
  scenario.name = "scenario";
  scenario.body = body;
  return explore(scenario, options);
}

}  // namespace weft
