#include "weft/explorer/cli/commands/list.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "weft/explorer/cli/display_options.h"
#include "weft/explorer/cli/library.h"
#include "weft/explorer/cli/patterns.h"

namespace weft::cli {
namespace {

class List final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "list"; }
  [[nodiscard]] const char* summary() const override { return "The scenarios of this program"; }

  void declare(CLI::App& app) override {
    app.add_option("PATTERN", patterns_, "Names, with * and ?; a folder with a slash at its end");
    app.add_flag("-v,--verbose", verbose_, "With what each is about");
    app.add_flag("--names", names_, "Nothing but names")->excludes("--verbose");
    declare_load(app, libraries_);
  }

  ExitCode run() override {
    load(libraries_);
    for (const Scenario* scenario : select(patterns_)) {
      std::cout << scenario->name;
      if (!names_ && !scenario->expects.empty()) {
        std::cout << "  (expects " << scenario->expects << ')';
      }
      std::cout << '\n';
      if (verbose_ && !scenario->summary.empty()) std::cout << "    " << scenario->summary << '\n';
    }
    return ExitCode::as_expected;
  }

 private:
  std::vector<std::string> patterns_;
  std::vector<std::string> libraries_;
  bool verbose_ = false;
  bool names_ = false;
};

}  // namespace

std::unique_ptr<Command> make_list() {
  return std::make_unique<List>();
}

}  // namespace weft::cli
