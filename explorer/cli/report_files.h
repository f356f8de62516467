// Files a search leaves behind when asked: reports for machines, traces of counterexamples.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "weft/explorer/explore/report.h"

namespace CLI {
class App;
}

namespace weft::cli {

class ReportFiles {
 public:
  void declare(CLI::App& app);
  /// Fails early, before a long search: throws std::invalid_argument if the folder for traces
  /// cannot be made, or a report not be written.
  void prepare() const;
  /// Saves a counterexample if asked to; the path, or nothing.
  [[nodiscard]] std::string save(const Report& report, const Counterexample& told) const;
  /// Of the counterexamples of `scenario` that were saved earlier and are to be tried first.
  [[nodiscard]] std::vector<std::string> tokens_of(const std::string& scenario) const;
  void write(std::span<const Report> reports) const;

 private:
  std::map<std::string, std::string> files_;  // by format
  std::string traces_;
  std::string try_saved_ = "auto";
};

}  // namespace weft::cli
