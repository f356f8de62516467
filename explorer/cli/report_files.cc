#include "weft/explorer/cli/report_files.h"

#include <CLI/CLI.hpp>

#include "weft/explorer/cli/formats.h"
#include "weft/explorer/output/atomic_file.h"
#include "weft/explorer/output/saved.h"

namespace weft::cli {

void ReportFiles::declare(CLI::App& app) {
  const char* const group = "Files";
  for (const std::string& format : machine_formats()) {
    app.add_option("--" + format, files_[format], "Write the reports to a file as " + format)
        ->type_name("FILE")
        ->group(group);
  }
  app.add_option("--save", traces_,
                 "Save each counterexample in this folder; those in it are tried first")
      ->envname("WEFT_SAVE")
      ->type_name("DIR")
      ->group(group);
  app.add_option("--try-saved", try_saved_, "Try them first: always, never, or auto (not in CI)")
      ->envname("WEFT_TRY_SAVED")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str()
      ->group(group);
}

void ReportFiles::prepare() const {
  if (!traces_.empty()) output::make_folder(traces_);
  for (const auto& [format, path] : files_) {
    if (!path.empty()) output::check_writable(path);
  }
}

std::string ReportFiles::save(const Report& report, const Counterexample& told) const {
  if (traces_.empty()) return {};
  return output::save_in(traces_, report, told);
}

std::vector<std::string> ReportFiles::tokens_of(const std::string& scenario) const {
  if (traces_.empty() || !output::tries_saved(try_saved_)) return {};
  return output::saved_tokens(traces_, scenario);
}

void ReportFiles::write(std::span<const Report> reports) const {
  for (const auto& [format, path] : files_) {
    if (!path.empty()) output::write_whole(path, written(format, reports));
  }
}

}  // namespace weft::cli
