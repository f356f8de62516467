// Files that are there whole or not at all.
#pragma once

#include <string>
#include <string_view>

namespace weft::output {

/// Writes `text` to a file beside `path` and renames it. Throws std::invalid_argument, in one line,
/// if that is not possible; then `path` is as before and nothing is left behind.
void write_whole(const std::string& path, std::string_view text);

/// Throws what write_whole() would throw because of `path`; for before a long search.
void check_writable(const std::string& path);

/// All of a file. Throws std::invalid_argument, in one line.
[[nodiscard]] std::string read_whole(const std::string& path);

}  // namespace weft::output
