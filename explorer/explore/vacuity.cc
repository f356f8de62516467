#include "weft/explorer/explore/vacuity.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace weft {

namespace {

/// Whether somebody writes what somebody else touches.
bool order_matters(const kernel::Execution& execution) {
  struct Use {
    kernel::GoroutineId by = kernel::kNobody;
    bool shared = false;
    bool written = false;
  };
  std::map<kernel::ResourceId, Use> uses;
  for (const kernel::Event& event : execution.events()) {
    for (const kernel::Touch& touch : execution.footprint(event)) {
      Use& use = uses[touch.resource];
      const kernel::GoroutineId g = event.transition.goroutine;
      use.shared = use.shared || (use.by != kernel::kNobody && use.by != g);
      use.written = use.written || touch.mode == kernel::Mode::write;
      use.by = g;
    }
  }
  return std::ranges::any_of(uses,
                             [](const auto& u) { return u.second.shared && u.second.written; });
}

}  // namespace

bool shares_nothing(const kernel::Execution& execution, const Transcript& transcript) {
  if (transcript.goroutines.size() < 2) return false;  // nothing was meant to be shared
  if (order_matters(execution)) return false;
  std::map<std::string, std::set<std::size_t>> users;
  for (const Transcript::Step& step : transcript.steps) {
    const bool uses =
        step.kind == Transcript::StepKind::operation || step.kind == Transcript::StepKind::access;
    if (!uses || step.object.empty()) continue;
    if (step.peer >= 0) return false;
    users[step.object].insert(step.goroutine);
  }
  const auto shared =
      std::ranges::count_if(users, [](const auto& user) { return user.second.size() > 1; });
  return shared <= 1;  // one: what the end is waited for with
}

}  // namespace weft
