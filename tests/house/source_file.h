// The project's sources as text, for tests that read them.
#pragma once

#include <string>
#include <vector>

namespace weft::house {

struct SourceFile {
  std::string path;  ///< from the project's root
  std::string text;
};

/// Every .h and .cc of the project.
[[nodiscard]] const std::vector<SourceFile>& sources();

/// What it includes of ours, from the project's root: "primitives/go.h".
[[nodiscard]] std::vector<std::string> our_includes(const SourceFile& file);

}  // namespace weft::house
