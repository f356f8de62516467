#include "weft/explorer/invariants/incidents.h"

#include <string_view>

#include "weft/explorer/invariants/incident_causes.h"
#include "weft/explorer/kernel/check.h"

namespace weft::invariants {

using kernel::Execution;

namespace {

/// A program goes on after these; it is over after any other.
bool survivable(std::string_view what) {
  return what == kind::kDataRace || what == kind::kCheckFailed || what == kind::kLostCancel ||
         what == kind::kLockHeld;
}

}  // namespace

void NoIncident::check(const Execution& finished, std::vector<Violation>& broken) {
  const auto incidents = finished.incidents();
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    broken.push_back({.kind = incidents[i].kind,
                      .events = incidents[i].at_event,
                      .goroutine = incidents[i].goroutine,
                      .detail = static_cast<std::uint32_t>(i),
                      .ends_the_program = !survivable(incidents[i].kind),
                      .outside = incidents[i].outside});
  }
}

Finding NoIncident::tell(const Violation& violation, const Execution& told,
                         const Transcript& transcript) const {
  WEFT_CHECK(violation.detail < told.incidents().size(), "an incident got lost when it was told");
  const kernel::Incident& incident = told.incidents()[violation.detail];
  Finding finding{
      .kind = incident.kind, .message = incident.message, .goroutines = {}, .objects = {}};
  if (incident.goroutine != kernel::kNobody) {
    finding.goroutines.push_back(transcript.goroutines[index(incident.goroutine)].name);
  }
  if (incident.outside) {
    finding.message =
        "a real thread that " + finding.goroutines.front() + " has started: " + finding.message;
  }
  if (finding.kind == kind::kDataRace) {
    finding.steps = steps_of_race(incident, transcript);
    if (!finding.steps.empty()) finding.message = title_of_race(finding.steps, transcript);
  }
  return finding;
}

std::vector<std::string> NoIncident::cause(const Violation& violation, const Execution& told,
                                           const Transcript& transcript) const {
  const kernel::Incident& incident = told.incidents()[violation.detail];
  if (std::string_view(incident.kind) == kind::kLostCancel) {
    return {
        "On this way through the program nobody calls it. What the context started, and who "
        "waits for its end, is kept until the parent is cancelled."};
  }
  if (incident.goroutine == kernel::kNobody) return {};
  if (std::string_view(incident.kind) == kind::kDataRace) {
    return cause_of_race(incident, told, transcript);
  }
  return what_led_to(incident, transcript);
}

}  // namespace weft::invariants
