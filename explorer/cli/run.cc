#include "weft/explorer/cli/run.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "weft/explorer/cli/command.h"
#include "weft/explorer/cli/display_options.h"
#include "weft/explorer/cli/library.h"
#include "weft/explorer/explore/suggestion.h"

namespace weft::cli {
namespace {

constexpr const char* kAfterHelp =
    "exit status:\n"
    "  0  all as expected          3  not proved: the budget was used up first\n"
    "  1  a violation              4  nondeterministic scenario\n"
    "  2  usage or bad input       5  a replay diverged\n"
    "\n"
    "examples:\n"
    "  weft explore 'guideline/*'          search these scenarios exhaustively\n"
    "  weft explore --time 10s --keep-going 'classics/*'\n"
    "  weft explain goroutine-leak";

std::string base_name(const char* path) {
  const std::string text = path == nullptr ? "weft" : path;
  return text.substr(text.find_last_of('/') + 1);
}

/// All long options of `app`, as they are typed.
std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

/// The first argument nobody knows what to do with, and what may have been meant.
std::string unexpected(const CLI::App& app) {
  const CLI::App* meant = &app;
  for (const CLI::App* chosen : app.get_subcommands()) meant = chosen;
  for (const CLI::App* where : {meant, &app}) {
    for (const std::string& argument : where->remaining()) {
      if (argument.starts_with('-')) {
        const std::string name = argument.substr(0, argument.find('='));
        return "unknown option \"" + name + '"' + suggestion(name, option_names(*meant));
      }
      if (meant == &app) {
        return "unknown command \"" + argument + '"' + suggestion(argument, command_names());
      }
      return "unexpected argument \"" + argument + '"';
    }
  }
  return "unexpected argument";
}

int complain(const std::string& program, std::string what) {
  // One line, whatever it is made of.
  for (std::size_t end = what.find('\n'); end != what.npos; end = what.find('\n')) what[end] = ' ';
  std::cerr << program << ": " << what << '\n';
  return static_cast<int>(ExitCode::usage);
}

/// What is wrong with the command line as a whole.
std::string why(const CLI::App& app, const CLI::ParseError& error) {
  if (!app.get_subcommands().empty()) return error.what();
  if (!app.remaining().empty()) return unexpected(app);
  if (error.get_exit_code() != static_cast<int>(CLI::ExitCodes::RequiredError)) return error.what();
  std::string known;
  for (const std::string& name : command_names()) known += (known.empty() ? "" : ", ") + name;
  return "a command is needed: " + known + "; " + app.get_name() + " --help says more";
}

int parsed_and_run(CLI::App& app, const std::vector<std::unique_ptr<Command>>& all, int argc,
                   char** argv) {
  std::vector<std::string> libraries;
  declare_load(app, libraries);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ExtrasError&) {
    return complain(app.get_name(), unexpected(app));
  } catch (const CLI::Success& wanted) {  // --help, --version
    return app.exit(wanted);
  } catch (const CLI::ParseError& error) {
    return complain(app.get_name(), why(app, error));
  }
  load(libraries);
  for (const auto& command : all) {
    if (!app.got_subcommand(command->name())) continue;
    const ExitCode code = command->run();
    std::cout.flush();
    if (!std::cout) throw std::runtime_error("cannot write to the standard output");
    return static_cast<int>(code);
  }
  return static_cast<int>(ExitCode::usage);
}

}  // namespace

int run(int argc, char** argv) {
  const std::string program = base_name(argc > 0 ? argv[0] : nullptr);
  CLI::App app("Explores every interleaving of concurrent C++ scenarios.", program);
  app.set_help_flag("-h,--help", "Print this and exit");
  app.set_version_flag("--version", program + " 0.1.0");
  app.require_subcommand(1);
  app.footer(kAfterHelp);
  const auto all = commands(program);
  for (const auto& command : all) {
    command->declare(*app.add_subcommand(command->name(), command->summary()));
  }
  try {
    return parsed_and_run(app, all, argc, argv);
  } catch (const std::exception& error) {
    return complain(program, error.what());
  }
}

}  // namespace weft::cli
