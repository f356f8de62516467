#include "weft/explorer/cli/commands/explore.h"

#include <CLI/CLI.hpp>

#include "weft/explorer/cli/library.h"
#include "weft/explorer/cli/patterns.h"
#include "weft/explorer/cli/search_options.h"
#include "weft/explorer/cli/session.h"
#include "weft/explorer/explore/explore.h"

namespace weft::cli {
namespace {

class Explore final : public Command {
 public:
  explicit Explore(const std::string& program) : session_(program) {}

  [[nodiscard]] const char* name() const override { return "explore"; }
  [[nodiscard]] const char* summary() const override {
    return "Search scenarios for executions that break a promise";
  }

  void declare(CLI::App& app) override {
    app.add_option("PATTERN", patterns_, "Names, with * and ?; a folder with a slash at its end");
    declare_load(app, libraries_);
    session_.declare(app);
    search_.declare(app);
  }

  ExitCode run() override {
    load(libraries_);
    Options options = search_.options();
    const auto selected = select(patterns_);
    session_.prepare();
    for (const Scenario* scenario : selected) {
      options.first = session_.files().tokens_of(scenario->name);
      const auto explore = [&](Monitor& monitor) {
        return weft::explore(*scenario, options, monitor);
      };
      if (!session_.search(session_.checkpoint_of(scenario->name), explore)) break;
    }
    return session_.conclude();
  }

 private:
  std::vector<std::string> patterns_;
  std::vector<std::string> libraries_;
  Session session_;
  SearchOptions search_;
};

}  // namespace

std::unique_ptr<Command> make_explore(const std::string& program) {
  return std::make_unique<Explore>(program);
}

}  // namespace weft::cli
