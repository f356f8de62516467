#include "weft/explorer/cli/commands/completion.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <utility>

namespace weft::cli {
namespace {

struct Words {
  std::string name;
  std::string summary;
  std::vector<std::string> options;
};

/// What each command understands, asked of the parser itself.
std::vector<Words> vocabulary(const CLI::App& app) {
  std::vector<Words> all;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    Words words{.name = command->get_name(), .summary = command->get_description(), .options = {}};
    const auto add = [&](const CLI::App* from) {
      for (const CLI::Option* option : from->get_options()) {
        for (const std::string& name : option->get_lnames()) words.options.push_back("--" + name);
      }
    };
    add(command);
    for (const CLI::App* group : command->get_subcommands([](const CLI::App*) { return true; })) {
      add(group);
    }
    all.push_back(std::move(words));
  }
  return all;
}

/// A name that may be part of a shell function's name.
std::string identifier(std::string name) {
  std::ranges::replace_if(
      name, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')); }, '_');
  return name;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

constexpr std::string_view kBash = R"sh(# eval "$(@PROGRAM@ completion bash)"
@FUNCTION@() {
  local current=${COMP_WORDS[COMP_CWORD]} options='' words=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W '@COMMANDS@ --help --version' -- "$current")
    return
  fi
  case ${COMP_WORDS[1]} in
@CASES@  esac
  case $current in
    -*) words=$options ;;
    *)
      case ${COMP_WORDS[1]} in
        list | explore | estimate) words=$("${COMP_WORDS[0]}" list --names 2> /dev/null) ;;
        explain) words=$("${COMP_WORDS[0]}" explain 2> /dev/null) ;;
        completion) words='bash zsh fish' ;;
        *)
          mapfile -t COMPREPLY < <(compgen -f -- "$current")
          return
          ;;
      esac
      ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -F @FUNCTION@ @PROGRAM@
)sh";

void replace(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

std::string bash(const std::string& program, const std::vector<Words>& commands) {
  std::vector<std::string> names;
  std::string cases;
  for (const Words& words : commands) {
    names.push_back(words.name);
    cases += "    " + words.name + ") options='" + joined(words.options) + "' ;;\n";
  }
  std::string text(kBash);
  replace(text, "@FUNCTION@", "_complete_" + identifier(program));
  replace(text, "@PROGRAM@", program);
  replace(text, "@COMMANDS@", joined(names));
  replace(text, "@CASES@", cases);
  return text;
}

std::string zsh(const std::string& program, const std::vector<Words>& commands) {
  return "# eval \"$(" + program + " completion zsh)\"\n" +
         "autoload -U +X bashcompinit && bashcompinit\n" + bash(program, commands);
}

std::string fish(const std::string& program, const std::vector<Words>& commands) {
  std::string text = "# " + program + " completion fish | source\n";
  const std::string complete = "complete -c " + program;
  for (const Words& words : commands) {
    text += complete + " -f -n __fish_use_subcommand -a " + words.name + " -d '" + words.summary +
            "'\n";
    const std::string within = complete + " -n '__fish_seen_subcommand_from " + words.name + "'";
    for (const std::string& option : words.options)
      text += within + " -l " + option.substr(2) + '\n';
  }
  const std::string seen = complete + " -f -n '__fish_seen_subcommand_from ";
  text += seen + "list explore estimate' -a '(" + program + " list --names 2> /dev/null)'\n";
  text += seen + "explain' -a '(" + program + " explain 2> /dev/null)'\n";
  return text + seen + "completion' -a 'bash zsh fish'\n";
}

class Completion final : public Command {
 public:
  explicit Completion(std::string program) : program_(std::move(program)) {}

  [[nodiscard]] const char* name() const override { return "completion"; }
  [[nodiscard]] const char* summary() const override {
    return "A script for completion in a shell";
  }

  void declare(CLI::App& app) override {
    app.add_option("SHELL", shell_, "bash, zsh or fish")
        ->check(CLI::IsMember({"bash", "zsh", "fish"}))
        ->required();
    all_ = app.get_parent();
  }

  ExitCode run() override {
    const std::vector<Words> words = vocabulary(*all_);
    if (shell_ == "bash") std::cout << bash(program_, words);
    if (shell_ == "zsh") std::cout << zsh(program_, words);
    if (shell_ == "fish") std::cout << fish(program_, words);
    return ExitCode::as_expected;
  }

 private:
  std::string program_;
  std::string shell_;
  const CLI::App* all_ = nullptr;
};

}  // namespace

std::unique_ptr<Command> make_completion(const std::string& program) {
  return std::make_unique<Completion>(program);
}

}  // namespace weft::cli
