#include "weft/explorer/explore/explore.h"

#include "weft/explorer/explore/exploration.h"
#include "weft/explorer/explore/settings.h"

namespace weft {

Report explore(const Scenario& scenario, const Options& options, Monitor& monitor) {
  const Options settled = meant(options);
  refuse_nonsense(scenario, settled);
  return Exploration(scenario, settled, monitor).run();
}

Report explore(const Scenario& scenario, const Options& options) {
  Monitor nobody;
  return explore(scenario, options, nobody);
}

Report resume(const Scenario& scenario, std::string_view checkpoint, const Options& options,
              Monitor& monitor) {
  refuse_nonsense(scenario, meant(options));
  return Exploration(scenario, decode(checkpoint), options, monitor).run();
}

std::string scenario_of_checkpoint(std::string_view checkpoint) {
  return decode(checkpoint).scenario;
}

Report explore(const std::function<void()>& body, const Options& options) {
  Scenario scenario;
  scenario.name = "scenario";
  scenario.body = body;
  return explore(scenario, options);
}

}  // namespace weft
