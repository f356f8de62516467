// The line of source an operation stands in, with a caret below it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "weft/explorer/kernel/transcript.h"
#include "weft/explorer/output/terminal.h"

namespace weft::output {

/// "queue.cc:12" of "/home/me/queue.cc" and 12; empty if the place is not known.
[[nodiscard]] std::string short_place(const Place& place);

/// Two lines: the source at `place` and a caret under the first of `words` that stands there (at
/// its beginning if none does), with `remark` behind it. None if the file cannot be read (any
/// more).
[[nodiscard]] std::vector<std::string> source_lines(const Place& place,
                                                    std::span<const std::string> words,
                                                    std::string_view remark, const Style& style);

/// Whether the file has been written since `built`, in seconds since 1970; 0: not known.
[[nodiscard]] bool is_newer(const Place& place, std::int64_t built);

}  // namespace weft::output
