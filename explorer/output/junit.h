// Reports in JUnit's XML, as CI servers read it.
#pragma once

#include <span>
#include <string>

#include "weft/explorer/explore/report.h"

namespace weft::output {

/// One test suite; a scenario is a test case, its folder the class.
[[nodiscard]] std::string junit_of(std::span<const Report> reports);

/// `text` with what XML gives a meaning replaced; what XML forbids is left out.
[[nodiscard]] std::string xml_escaped(std::string_view text);

}  // namespace weft::output
