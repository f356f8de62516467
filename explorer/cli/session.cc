#include "weft/explorer/cli/session.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "weft/explorer/cli/formats.h"
#include "weft/explorer/cli/library.h"
#include "weft/explorer/output/checkpoint_file.h"
#include "weft/explorer/output/github.h"
#include "weft/explorer/output/summary.h"

namespace weft::cli {

void Session::declare(CLI::App& app) {
  std::vector<std::string> formats = machine_formats();
  formats.insert(formats.begin(), "text");
  app.add_option("--format", format_, "What to print")
      ->check(CLI::IsMember(formats))
      ->envname("WEFT_FORMAT")
      ->capture_default_str();
  app.add_option("--require", require_, "verified: a bound counts as not proved (exit 3)")
      ->check(CLI::IsMember({"verified"}));
  files_.declare(app);
  display_.declare(app);
  monitor_.declare(app);
}

void Session::prepare() {
  files_.prepare();
  interrupts_.emplace();
  monitor_.check();
  monitor_.quiet = display_.quiet;
}

std::string Session::checkpoint_of(const std::string& scenario) const {
  if (monitor_.folder == "off") return "";
  const std::string folder =
      monitor_.folder.empty() ? output::checkpoint_folder() : monitor_.folder;
  return folder.empty() ? "" : output::checkpoint_path(folder, program_, scenario);
}

bool Session::search(const std::string& path, const std::function<Report(Monitor&)>& make) {
  SearchMonitor monitor(monitor_, path);
  reports_.push_back(make(monitor));
  monitor.clear();
  const Report& report = reports_.back();
  tell(report);
  if (report.cut_off) {
    tell_how_to_go_on(report, monitor);
  } else {
    done_with_.push_back(path);
  }
  return !report.interrupted;
}

void Session::tell_how_to_go_on(const Report& report, const SearchMonitor& monitor) const {
  if (!monitor.why_not().empty()) {
    std::cerr << program_ << ": the search of " << report.scenario
              << " is not saved: " << monitor.why_not() << '\n';
  }
  if (!monitor.saved()) return;
  std::cerr << program_ << ": the search of " << report.scenario
            << " is saved; go on with: " << program_ << " resume " << loaded() << '\''
            << monitor.path() << "'\n";
}

void Session::tell(const Report& report) const {
  output::TextOptions text = display_.text(program_);
  const bool brief = display_.quiet || format_ != "text";
  if (format_ == "text" && !(display_.quiet && report.as_expected())) {
    std::cout << output::summary_of(report, text.style);
  }
  for (const Counterexample& told : report.counterexamples) {
    text.saved = files_.save(report, told);
    if (!brief) std::cout << '\n' << output::text_of(told, report.scenario, text) << '\n';
  }
  std::cout.flush();
}

ExitCode Session::conclude() {
  files_.write(reports_);
  const ExitCode code = judge(reports_, require_ == "verified");
  if (format_ != "text") {
    std::cout << written(format_, reports_);
  } else {
    if (std::getenv("GITHUB_ACTIONS") != nullptr) std::cout << output::github_annotations(reports_);
    std::cout << output::totals_of(reports_) << " (exit " << static_cast<int>(code) << ": "
              << reason(code) << ")\n";
  }
  std::cout.flush();
  // Only now that all is said nothing is lost with them.
  for (const std::string& path : done_with_) {
    if (!path.empty()) unlink(path.c_str());
  }
  return code;
}

}  // namespace weft::cli
