#include "weft/explorer/cli/commands/resume.h"

#include <CLI/CLI.hpp>

#include "weft/explorer/cli/library.h"
#include "weft/explorer/cli/patterns.h"
#include "weft/explorer/cli/search_options.h"
#include "weft/explorer/cli/session.h"
#include "weft/explorer/explore/explore.h"
#include "weft/explorer/output/atomic_file.h"

namespace weft::cli {
namespace {

class Resume final : public Command {
 public:
  explicit Resume(const std::string& program) : session_(program) {}

  [[nodiscard]] const char* name() const override { return "resume"; }
  [[nodiscard]] const char* summary() const override {
    return "Go on with a search that was cut off";
  }

  void declare(CLI::App& app) override {
    app.add_option("FILE", file_, "Where the search was saved")->required();
    declare_load(app, libraries_);
    session_.declare(app);
    search_.declare_budgets(app);
  }

  ExitCode run() override {
    load(libraries_);
    session_.prepare();
    const Options options = search_.options();
    const std::string checkpoint = output::read_whole(file_);
    const Scenario& scenario = scenario_named(scenario_of_checkpoint(checkpoint));
    session_.search(file_, [&](Monitor& monitor) {
      return weft::resume(scenario, checkpoint, options, monitor);
    });
    return session_.conclude();
  }

 private:
  std::string file_;
  std::vector<std::string> libraries_;
  Session session_;
  SearchOptions search_;
};

}  // namespace

std::unique_ptr<Command> make_resume(const std::string& program) {
  return std::make_unique<Resume>(program);
}

}  // namespace weft::cli
