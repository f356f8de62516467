// Scenarios of the register, searched; and tables of bugs that are registered in pairs, a scenario
// NAME that has the bug and NAME_fixed.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "weft/explorer/explore/explore.h"

namespace weft::testing_support {

/// Throws std::invalid_argument if there is no such scenario. The budget is the one that every
/// shipped one has to meet: far more than it may take, for machines are busy.
[[nodiscard]] Report search(const std::string& name,
                            std::chrono::seconds budget = std::chrono::seconds(20));

/// The names of the scenarios of a folder, in order.
[[nodiscard]] std::vector<std::string> names_in(const std::string& folder);

/// The cells of the lines of a .tsv file, but for its comments.
[[nodiscard]] std::vector<std::vector<std::string>> rows_of(const std::string& path);

/// What the scenario declares is found, minimal, and named in these words.
void expect_found(const Report& report, const std::vector<std::string>& words);
/// Nothing is found, be it up to a bound.
void expect_verified(const Report& report);
/// `folder` has these bugs, each with its fix, and no other scenarios.
void expect_pairs(const std::string& folder, const std::vector<std::string>& bugs);

}  // namespace weft::testing_support
