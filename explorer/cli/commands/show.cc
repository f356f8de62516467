#include "weft/explorer/cli/commands/show.h"

#include <CLI/CLI.hpp>
#include <array>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <utility>

#include "weft/explorer/cli/display_options.h"
#include "weft/explorer/output/atomic_file.h"
#include "weft/explorer/output/dot.h"
#include "weft/explorer/output/html.h"
#include "weft/explorer/output/mermaid.h"
#include "weft/explorer/output/perfetto.h"
#include "weft/explorer/output/svg.h"
#include "weft/explorer/output/trace_file.h"

namespace weft::cli {
namespace {

struct Picture {
  const char* flag;
  const char* help;
  std::string (*draw)(const output::Trace&);
};

constexpr std::array<Picture, 5> kPictures{{
    {"--html", "A page of its own: lanes, arrows, step by step", output::html_of},
    {"--svg", "A picture", output::svg_of},
    {"--dot", "A graph for Graphviz", output::dot_of},
    {"--mermaid", "A sequence diagram for issue trackers", output::mermaid_of},
    {"--perfetto", "Trace events for the Perfetto UI", output::perfetto_of},
}};

class Show final : public Command {
 public:
  explicit Show(std::string program) : program_(std::move(program)) {}

  [[nodiscard]] const char* name() const override { return "show"; }
  [[nodiscard]] const char* summary() const override {
    return "Show a saved counterexample as text or as a picture";
  }

  void declare(CLI::App& app) override {
    app.add_option("FILE", file_, "As saved by explore --save")->required();
    CLI::Option_group* const forms = app.add_option_group("Form", "Text, or one of");
    for (std::size_t i = 0; i < kPictures.size(); ++i) {
      forms->add_flag(kPictures[i].flag, wanted_[i], kPictures[i].help);
    }
    forms->require_option(0, 1);
    app.add_option("-o,--output", to_, "Write to a file")->type_name("FILE");
    display_.declare(app);
  }

  ExitCode run() override {
    if (file_.starts_with("w1.") && !std::filesystem::exists(file_)) {
      throw std::invalid_argument("a token is replayed, a file is shown: " + program_ +
                                  " explore --save DIR keeps counterexamples as files");
    }
    const std::string text = drawn(output::load_trace(file_));
    if (to_.empty()) {
      std::cout << text;
    } else {
      output::write_whole(to_, text);
    }
    return ExitCode::as_expected;
  }

 private:
  [[nodiscard]] std::string drawn(const output::Trace& trace) const {
    for (std::size_t i = 0; i < kPictures.size(); ++i) {
      if (wanted_[i]) return kPictures[i].draw(trace);
    }
    return output::text_of(trace.told, trace.scenario, display_.text(program_));
  }

  std::string program_;
  std::string file_;
  std::string to_;
  std::array<bool, kPictures.size()> wanted_{};
  DisplayOptions display_;
};

}  // namespace

std::unique_ptr<Command> make_show(const std::string& program) {
  return std::make_unique<Show>(program);
}

}  // namespace weft::cli
