// The one who watches a search for the command line: Ctrl-C, the line about its progress, the file
// in which it is kept.
#pragma once

#include <string>

#include "weft/explorer/explore/monitor.h"

namespace CLI {
class App;
}

namespace weft::cli {

/// What the user wishes.
struct MonitorOptions {
  std::string progress = "auto";
  std::string folder;  ///< for checkpoints; "off": none
  std::string every = "1min";
  bool quiet = false;

  void declare(CLI::App& app);
  /// Throws std::invalid_argument, in one line.
  void check() const;
};

class SearchMonitor final : public Monitor {
 public:
  /// `path`: where checkpoints go; empty: nowhere.
  SearchMonitor(const MonitorOptions& options, std::string path);
  ~SearchMonitor() override { clear(); }

  [[nodiscard]] bool wants_end() const override;
  [[nodiscard]] Seconds between_reports() const override { return between_reports_; }
  void progressed(const Progress& progress) override;
  [[nodiscard]] Seconds between_saves() const override { return between_saves_; }
  [[nodiscard]] bool saves() const override { return !path_.empty(); }
  void save(const std::string& checkpoint) override;
  void cannot_save(const std::string& why) override { why_not_ = why; }

  /// Takes the live line off the terminal.
  void clear();
  /// Whether the file has been written.
  [[nodiscard]] bool saved() const { return saved_; }
  /// Why it could not be; empty: it could.
  [[nodiscard]] const std::string& why_not() const { return why_not_; }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::string why_not_;
  bool live_ = false;  // a line that is written over
  bool shown_ = false;
  bool saved_ = false;
  Seconds between_reports_{0};
  Seconds between_saves_{0};
};

}  // namespace weft::cli
