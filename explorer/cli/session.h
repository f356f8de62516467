// What explore and resume have in common: reports are made one after the other, told, written, and
// judged.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "weft/explorer/cli/display_options.h"
#include "weft/explorer/cli/exit_code.h"
#include "weft/explorer/cli/report_files.h"
#include "weft/explorer/cli/search_monitor.h"
#include "weft/explorer/explore/interrupts.h"
#include "weft/explorer/explore/report.h"

namespace CLI {
class App;
}

namespace weft::cli {

class Session {
 public:
  explicit Session(std::string program) : program_(std::move(program)) {}

  void declare(CLI::App& app);
  /// Throws std::invalid_argument for what makes no sense, before a long search.
  void prepare();
  [[nodiscard]] const ReportFiles& files() const { return files_; }
  /// The file for checkpoints of a scenario; empty: they are not wanted.
  [[nodiscard]] std::string checkpoint_of(const std::string& scenario) const;

  /// Makes a report, while checkpoints go to `path`, and tells it. False: that is enough, somebody
  /// wants to stop.
  bool search(const std::string& path, const std::function<Report(Monitor&)>& make);
  /// Writes and sums up all reports.
  [[nodiscard]] ExitCode conclude();

 private:
  void tell(const Report& report) const;
  void tell_how_to_go_on(const Report& report, const SearchMonitor& monitor) const;

  std::string program_;
  std::string format_ = "text";
  std::string require_;
  ReportFiles files_;
  DisplayOptions display_;
  MonitorOptions monitor_;
  std::vector<Report> reports_;
  std::optional<Interrupts> interrupts_;  // from prepare() on, so that none cuts a report short
  std::vector<std::string> done_with_;    // checkpoints
};

}  // namespace weft::cli
