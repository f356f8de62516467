#include "weft/explorer/cli/commands/explain.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <stdexcept>

#include "weft/explorer/cli/display_options.h"
#include "weft/explorer/explore/suggestion.h"
#include "weft/explorer/output/glossary.h"

namespace weft::cli {
namespace {

class Explain final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "explain"; }
  [[nodiscard]] const char* summary() const override {
    return "What a kind of finding means and how it is cured";
  }

  void declare(CLI::App& app) override {
    app.add_option("KIND", kind_, "For example goroutine-leak; without it, all kinds are listed");
    app.add_flag("--markdown", markdown_, "The page about all kinds, as it is in docs/");
    display_.declare(app);
  }

  ExitCode run() override {
    if (markdown_) {
      std::cout << output::glossary_page();
    } else if (kind_.empty()) {
      for (const output::Entry& entry : output::glossary()) std::cout << entry.kind << '\n';
    } else {
      std::cout << output::explained(entry(), display_.style());
    }
    return ExitCode::as_expected;
  }

 private:
  [[nodiscard]] const output::Entry& entry() const {
    if (const output::Entry* const found = output::find_entry(kind_)) return *found;
    std::vector<std::string> kinds;
    for (const output::Entry& entry : output::glossary()) kinds.emplace_back(entry.kind);
    throw std::invalid_argument("there is no finding of kind \"" + kind_ + '"' +
                                suggestion(kind_, kinds));
  }

  std::string kind_;
  bool markdown_ = false;
  DisplayOptions display_;
};

}  // namespace

std::unique_ptr<Command> make_explain() {
  return std::make_unique<Explain>();
}

}  // namespace weft::cli
