// The options about what is shown, which several commands share.
#pragma once

#include <string>
#include <vector>

#include "weft/explorer/output/text_report.h"

namespace CLI {
class App;
}

namespace weft::cli {

struct DisplayOptions {
  std::string colour = "auto";
  std::string trace = "short";
  bool quiet = false;
  bool verbose = false;

  void declare(CLI::App& app);
  /// For the standard output.
  [[nodiscard]] output::Style style() const;
  [[nodiscard]] output::TextOptions text(const std::string& program) const;
};

/// `--load LIB.so`, any number of times.
void declare_load(CLI::App& app, std::vector<std::string>& libraries);

}  // namespace weft::cli
