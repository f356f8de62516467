// A place in the user's source as people are told it.
#pragma once

#include <string>
#include <string_view>

namespace weft {

struct Place;

/// "queue.cc:12" of "/home/me/queue.cc" and 12.
[[nodiscard]] std::string file_and_line(std::string_view file, int line);
[[nodiscard]] std::string file_and_line(const Place& place);

}  // namespace weft
