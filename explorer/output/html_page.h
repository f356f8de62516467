// The parts of the page that are the same for every counterexample.
#pragma once

#include <string_view>

namespace weft::output {

[[nodiscard]] std::string_view page_style();
[[nodiscard]] std::string_view page_script();

}  // namespace weft::output
