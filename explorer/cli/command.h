// A command of the tool. Adding one is a pair of files in commands/ and a line in commands.cc.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "weft/explorer/cli/exit_code.h"

namespace CLI {
class App;
}

namespace weft::cli {

class Command {
 public:
  Command() = default;
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;
  virtual ~Command() = default;

  [[nodiscard]] virtual const char* name() const = 0;
  [[nodiscard]] virtual const char* summary() const = 0;
  /// Declares its arguments; they are filled in before run().
  virtual void declare(CLI::App& app) = 0;
  /// Throws std::invalid_argument, in one line, for bad input.
  virtual ExitCode run() = 0;
};

/// All of them, in the order in which help lists them. `program`: what the tool is called.
[[nodiscard]] std::vector<std::unique_ptr<Command>> commands(const std::string& program);

/// The names of all commands.
[[nodiscard]] std::vector<std::string> command_names();

}  // namespace weft::cli
