#include "weft/explorer/cli/report_files.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "weft/explorer/cli/formats.h"
#include "weft/explorer/output/atomic_file.h"
#include "weft/explorer/output/trace_file.h"

namespace weft::cli {

void ReportFiles::declare(CLI::App& app) {
  const char* const group = "Files";
  for (const std::string& format : machine_formats()) {
    app.add_option("--" + format, files_[format], "Write the reports to a file as " + format)
        ->type_name("FILE")
        ->group(group);
  }
  app.add_option("--save", traces_, "Save each counterexample in this folder, for weft show")
      ->envname("WEFT_SAVE")
      ->type_name("DIR")
      ->group(group);
}

void ReportFiles::prepare() const {
  if (traces_.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(traces_, error);
  if (error) throw std::invalid_argument("cannot make folder " + traces_ + ": " + error.message());
}

std::string ReportFiles::save(const Report& report, const Counterexample& told) const {
  if (traces_.empty()) return {};
  std::string name = report.scenario;
  std::ranges::replace_if(
      name, [](char c) { return c == '/' || c == ' ' || c == '\0'; }, '.');
  const std::size_t nth = static_cast<std::size_t>(&told - report.counterexamples.data());
  if (nth > 0) name += '.' + std::to_string(nth + 1);
  const std::string path = traces_ + '/' + name + ".weft";
  output::save_trace({.scenario = report.scenario, .told = told}, path);
  return path;
}

void ReportFiles::write(std::span<const Report> reports) const {
  for (const auto& [format, path] : files_) {
    if (!path.empty()) output::write_whole(path, written(format, reports));
  }
}

}  // namespace weft::cli
