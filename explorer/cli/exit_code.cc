#include "weft/explorer/cli/exit_code.h"

#include <algorithm>

#include "weft/explorer/kernel/finding.h"

namespace weft::cli {
namespace {

ExitCode judge(const Report& report, bool proofs_required) {
  if (report.as_expected()) {
    const bool proved = !report.expected.empty() || report.verdict == Verdict::verified ||
                        (report.verdict == Verdict::verified_bounded && !proofs_required);
    return proved ? ExitCode::as_expected : ExitCode::not_proved;
  }
  return report.verdict == Verdict::nondeterministic ? ExitCode::nondeterministic
                                                     : ExitCode::violation;
}

}  // namespace

ExitCode judge(std::span<const Report> reports, bool proofs_required) {
  const auto any = [&](ExitCode code) {
    return std::ranges::any_of(
        reports, [&](const Report& report) { return judge(report, proofs_required) == code; });
  };
  for (const ExitCode code :
       {ExitCode::violation, ExitCode::nondeterministic, ExitCode::not_proved}) {
    if (any(code)) return code;
  }
  return ExitCode::as_expected;
}

std::string_view reason(ExitCode code) {
  switch (code) {
    case ExitCode::as_expected:
      return "all as expected";
    case ExitCode::violation:
      return "a violation, or an expected finding that was not found";
    case ExitCode::usage:
      return "usage or bad input";
    case ExitCode::not_proved:
      return "not everything is proved";
    case ExitCode::nondeterministic:
      return "a scenario is nondeterministic";
    case ExitCode::diverged:
      return "the replay diverged";
  }
  return "";
}

}  // namespace weft::cli
