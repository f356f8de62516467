#include "weft/explorer/cli/search_monitor.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <utility>

#include "weft/explorer/explore/duration.h"
#include "weft/explorer/explore/interrupts.h"
#include "weft/explorer/output/checkpoint_file.h"
#include "weft/explorer/output/progress_line.h"

namespace weft::cli {
namespace {

bool on_terminal() {
  const char* const term = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && term != nullptr && std::string_view(term) != "dumb";
}

}  // namespace

void MonitorOptions::declare(CLI::App& app) {
  const char* const group = "Long searches";
  app.add_option("--progress", progress,
                 "On the standard error: auto (a live line on a terminal, else a line every 10 s), "
                 "off, or the time between two lines")
      ->envname("WEFT_PROGRESS")
      ->type_name("auto|off|TIME")
      ->capture_default_str()
      ->group(group);
  app.add_option("--checkpoint", folder,
                 "The folder in which a search that is cut off is kept, or off (default: " +
                     output::checkpoint_folder() + ")")
      ->envname("WEFT_CHECKPOINT")
      ->type_name("DIR")
      ->group(group);
  app.add_option("--checkpoint-every", every, "How often a search is kept while it goes on")
      ->envname("WEFT_CHECKPOINT_EVERY")
      ->type_name("TIME")
      ->capture_default_str()
      ->group(group);
}

void MonitorOptions::check() const {
  if (progress != "auto" && progress != "off") (void)parse_duration(progress);
  (void)parse_duration(every);
}

SearchMonitor::SearchMonitor(const MonitorOptions& options, std::string path)
    : path_(std::move(path)) {
  constexpr Seconds kLive(0.25);
  constexpr Seconds kLog(10);
  live_ = options.progress == "auto" && on_terminal();
  if (options.progress == "auto") between_reports_ = live_ ? kLive : kLog;
  if (options.progress != "auto" && options.progress != "off") {
    between_reports_ = parse_duration(options.progress);
  }
  if (options.quiet) between_reports_ = Seconds(0);
  between_saves_ = parse_duration(options.every);
}

bool SearchMonitor::wants_end() const {
  return Interrupts::wanted();
}

void SearchMonitor::progressed(const Progress& progress) {
  output::Style style = output::style_of(STDERR_FILENO);
  if (live_) style.width -= 1;  // the last column would wrap
  const std::string line = output::line_of(progress, style);
  std::cerr << (live_ ? "\r\x1b[2K" + line : line + '\n') << std::flush;
  shown_ = live_;
}

void SearchMonitor::clear() {
  if (std::exchange(shown_, false)) std::cerr << "\r\x1b[2K" << std::flush;
}

/// A full disk does not end the search.
void SearchMonitor::save(const std::string& checkpoint) {
  try {
    output::save_checkpoint(path_, checkpoint);
    saved_ = true;
  } catch (const std::invalid_argument& refused) {
    clear();
    std::cerr << "warning: " << refused.what() << '\n';
  }
}

}  // namespace weft::cli
