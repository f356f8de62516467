#include "weft/explorer/explore/report.h"

#include <algorithm>

namespace weft {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::verified:
      return "verified";
    case Verdict::verified_bounded:
      return "verified up to a bound";
    case Verdict::not_proved:
      return "not proved";
    case Verdict::violation:
      return "violation";
    case Verdict::nondeterministic:
      return "nondeterministic";
  }
  return "";
}

bool Report::as_expected() const {
  if (expected.empty()) return counterexamples.empty() && verdict != Verdict::nondeterministic;
  return std::ranges::any_of(
      counterexamples, [this](const Counterexample& c) { return c.finding.kind == expected; });
}

}  // namespace weft
