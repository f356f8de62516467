// Where a search that was cut off is kept.
#pragma once

#include <string>
#include <string_view>

namespace weft::output {

/// The folder for such files if nobody says otherwise: weft/ in XDG_STATE_HOME or in
/// ~/.local/state; empty if there is no home.
[[nodiscard]] std::string checkpoint_folder();

/// The file of a scenario of `program` in `folder`.
[[nodiscard]] std::string checkpoint_path(const std::string& folder, std::string_view program,
                                          std::string_view scenario);

/// Writes it, whole or not at all, and makes the folder if need be. Throws std::invalid_argument,
/// in one line.
void save_checkpoint(const std::string& path, std::string_view checkpoint);

}  // namespace weft::output
