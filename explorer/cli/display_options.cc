#include "weft/explorer/cli/display_options.h"

#include <unistd.h>

#include <CLI/CLI.hpp>

#include "weft/explorer/cli/library.h"

namespace weft::cli {

void DisplayOptions::declare(CLI::App& app) {
  app.add_option("--color,--colour", colour, "Colours in text: auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->envname("WEFT_COLOR")
      ->capture_default_str();
  app.add_option("--trace", trace, "Steps of a counterexample: short (fits a screen) or full")
      ->check(CLI::IsMember({"short", "full"}))
      ->envname("WEFT_TRACE")
      ->capture_default_str();
  app.add_flag("-q,--quiet", quiet, "Less text");
  app.add_flag("-v,--verbose", verbose, "More text")->excludes("--quiet");
}

output::Style DisplayOptions::style() const {
  output::Colour wish = output::Colour::automatic;
  if (colour == "always") wish = output::Colour::always;
  if (colour == "never") wish = output::Colour::never;
  output::Style style = output::style_of(STDOUT_FILENO, wish);
  style.full = trace == "full";
  return style;
}

output::TextOptions DisplayOptions::text(const std::string& program) const {
  const std::string libraries = loaded();
  const std::string replay = libraries.empty() ? "" : program + " replay " + libraries;
  return {.style = style(), .program = program, .replay = replay, .saved = {}};
}

void declare_load(CLI::App& app, std::vector<std::string>& libraries) {
  app.add_option("--load", libraries, "A shared library of scenarios; may be given several times")
      ->type_name("LIB.so")
      ->allow_extra_args(false)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

}  // namespace weft::cli
