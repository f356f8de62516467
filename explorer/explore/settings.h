// What a scenario and the options together mean for the kernel.
#pragma once

#include <cstdint>
#include <string_view>

#include "weft/explorer/explore/options.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

/// What numbers in Options may be at most; none is ever cut down to fit.
namespace limit {
inline constexpr std::uint64_t kSteps = 0xFFFFFFFE;  // events have numbers of 32 bits
inline constexpr std::uint64_t kGoroutines = 0xFFFE;
inline constexpr std::uint64_t kLeastStack = std::uint64_t{16} * 1024;
inline constexpr std::uint64_t kStack = std::uint64_t{1} << 40;
inline constexpr std::uint64_t kPreemptions = 0xFFFFFFFF;
inline constexpr std::uint64_t kSpin = 1'000'000;
inline constexpr std::uint64_t kBugDepth = 1000;
inline constexpr std::uint64_t kJobs = 1024;
}  // namespace limit

/// With what some of them imply for others.
[[nodiscard]] Options meant(Options options);

/// "report" or "explore"; throws std::invalid_argument for anything else.
[[nodiscard]] Races races_named(std::string_view name);

/// Throws std::invalid_argument, in one line, for what makes no sense.
void refuse_nonsense(const Scenario& scenario, const Options& options);

[[nodiscard]] kernel::WorldLimits limits_of(const Scenario& scenario, const Options& options);

[[nodiscard]] kernel::Behaviour behaviour_of(const Scenario& scenario, const Options& options);

}  // namespace weft
