// Holds JSON against a schema: as much of JSON Schema as docs/report.schema.json and
// SARIF's own use.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace weft::schema {

/// What is wrong with `value`, each with the path to it; empty if nothing is. Throws
/// std::invalid_argument for a schema that uses a word it does not know.
[[nodiscard]] std::vector<std::string> faults(const nlohmann::json& value,
                                              const nlohmann::json& schema);

}  // namespace weft::schema
