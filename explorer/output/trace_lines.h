// The lines of a trace file: what a goroutine and a step are as JSON.
#pragma once

#include <array>
#include <nlohmann/json.hpp>

#include "weft/explorer/kernel/transcript.h"

namespace weft::output {

inline constexpr std::array<const char*, 5> kStepKinds{"operation", "spawn", "access", "note",
                                                       "exit"};
inline constexpr std::array<const char*, 3> kNeeds{"open", "needed", "free"};

[[nodiscard]] nlohmann::ordered_json written(const Transcript::Goroutine& g);
[[nodiscard]] nlohmann::ordered_json written(const Transcript::Step& step);

}  // namespace weft::output
