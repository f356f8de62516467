// A folder of counterexamples: what failed once is tried first the next time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "weft/explorer/explore/report.h"

namespace weft::output {

/// Writes `told`, which is one of the counterexamples of `report`, to a file in `folder`; the path.
std::string save_in(const std::string& folder, const Report& report, const Counterexample& told);

/// The tokens of the counterexamples of `scenario` in `folder`, in order of the files' names; none
/// if there is no such folder. Throws std::invalid_argument, in one line, for a file of that
/// scenario that is damaged.
[[nodiscard]] std::vector<std::string> saved_tokens(const std::string& folder,
                                                    std::string_view scenario);

/// Whether saved counterexamples are tried: "always", "never", or "auto", which is not in CI, where
/// a search should not depend on what is in a folder.
[[nodiscard]] bool tries_saved(std::string_view wish);

/// Makes the folder if need be. Throws std::invalid_argument, in one line, if that cannot be done.
void make_folder(const std::string& folder);

}  // namespace weft::output
