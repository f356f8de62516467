#include "weft/explorer/explore/explore.h"

#include <stdexcept>

#include "weft/explorer/explore/exploration.h"

namespace weft {
namespace {

void refuse_nonsense(const Scenario& scenario, const Options& options) {
  if (!scenario.body) throw std::invalid_argument("the scenario has no body");
  if (options.max_steps == 0) throw std::invalid_argument("an execution needs at least one step");
  if (options.max_goroutines == 0) {
    throw std::invalid_argument("a scenario needs at least one goroutine");
  }
  if (options.stack_bytes < 16 * 1024 && scenario.stack_bytes == 0) {
    throw std::invalid_argument("a goroutine needs a stack of at least 16384 bytes");
  }
}

}  // namespace

Report explore(const Scenario& scenario, const Options& options) {
  refuse_nonsense(scenario, options);
  return Exploration(scenario, options).run();
}

Report explore(const std::function<void()>& body, const Options& options) {
  Scenario scenario;
  scenario.name = "scenario";
  scenario.body = body;
  return explore(scenario, options);
}

}  // namespace weft
