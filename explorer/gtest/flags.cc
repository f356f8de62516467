#include "weft/explorer/gtest/flags.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <stdexcept>
#include <string_view>

#include "weft/explorer/explore/duration.h"
#include "weft/explorer/explore/settings.h"
#include "weft/explorer/explore/strategies.h"

namespace weft::gtest {
namespace {

struct Flag {
  std::string_view name;
  const char* variable;
  std::string Flags::*value;
  std::string_view help;
};

constexpr std::uint64_t kAny = std::numeric_limits<std::uint64_t>::max();

constexpr std::array kFlags{
    Flag{"replay", "WEFT_REPLAY", &Flags::replay,
         "TOKEN or FILE: run that schedule of that test, and nothing else"},
    Flag{"resume", "WEFT_RESUME", &Flags::resume, "FILE: go on with that search"},
    Flag{"checkpoint", "WEFT_CHECKPOINT", &Flags::checkpoint,
         "DIR: keep what a search that is cut off has done there; off: nowhere"},
    Flag{"time", "WEFT_TIME", &Flags::time, "budget of each test: 10s, 500ms, 2m"},
    Flag{"max_executions", "WEFT_MAX_EXECUTIONS", &Flags::max_executions, "likewise, a number"},
    Flag{"strategy", "WEFT_STRATEGY", &Flags::strategy, "how to search, see below"},
    Flag{"preemptions", "WEFT_PREEMPTIONS", &Flags::preemptions,
         "only executions with at most so many"},
    Flag{"races", "WEFT_RACES", &Flags::races, "report or explore, of unmodified code"},
    Flag{"seed", "WEFT_SEED", &Flags::seed, "of random strategies"},
    Flag{"require", "WEFT_REQUIRE", &Flags::require,
         "verified: a search cut off by its budget or a bound fails the test"},
    Flag{"save", "WEFT_SAVE", &Flags::save, "DIR: keep counterexamples there, and try them first"},
    Flag{"try_saved", "WEFT_TRY_SAVED", &Flags::try_saved,
         "always, never, or auto: not where CI is set"},
};

Flags from_environment() {
  Flags flags;
  for (const Flag& flag : kFlags) {
    if (const char* const value = std::getenv(flag.variable)) flags.*flag.value = value;
  }
  return flags;
}

/// Sets what "time=10s" names.
void set(Flags& flags, std::string_view argument) {
  const auto equals = argument.find('=');
  for (const Flag& flag : kFlags) {
    if (flag.name != argument.substr(0, equals)) continue;
    if (equals == argument.npos || equals + 1 == argument.size()) {
      throw std::invalid_argument("--weft_" + std::string(flag.name) + " needs a value: --weft_" +
                                  std::string(flag.name) + "=…");
    }
    flags.*flag.value = argument.substr(equals + 1);
    return;
  }
  throw std::invalid_argument("there is no flag --weft_" + std::string(argument.substr(0, equals)));
}

std::uint64_t number_of(const std::string& text, const char* name, std::uint64_t least,
                        std::uint64_t most) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end || number < least || most < number) {
    throw std::invalid_argument("weft_" + std::string(name) + " is a whole number from " +
                                std::to_string(least) + " to " + std::to_string(most) + ", not \"" +
                                text + '"');
  }
  return number;
}

void refuse_nonsense(const Flags& flags) {
  static_cast<void>(strategy_named(with_flags({}).strategy));
  if (!flags.require.empty() && flags.require != "verified") {
    throw std::invalid_argument(R"(weft_require is "verified" or nothing, not ")" + flags.require +
                                '"');
  }
  const std::string& when = flags.try_saved;
  if (when != "auto" && when != "always" && when != "never") {
    throw std::invalid_argument("weft_try_saved is auto, always or never, not \"" + when + '"');
  }
}

}  // namespace

Flags& flags() {
  static Flags flags = from_environment();
  return flags;
}

void parse_flags(int& argc, char** argv) {
  constexpr std::string_view kPrefix = "--weft_";
  if (argc > 0) flags().program = argv[0];
  int kept = 0;
  for (int i = 0; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.starts_with(kPrefix)) {
      set(flags(), argument.substr(kPrefix.size()));
    } else {
      argv[kept++] = argv[i];
    }
  }
  argc = kept;
  argv[argc] = nullptr;
  refuse_nonsense(flags());
}

std::string flags_in_words() {
  constexpr std::size_t kIndent = 26;
  std::string text = "\nweft:\n";
  for (const Flag& flag : kFlags) {
    std::string line = "  --weft_" + std::string(flag.name) + '=';
    line.resize(std::max(line.size(), kIndent), ' ');
    text += line.append(flag.help) + '\n';
  }
  return text + "Strategies are " + strategies_in_a_row() +
         ".\nEach can be given as an environment variable, too: WEFT_TIME=10s.\n";
}

Options with_flags(Options options) {
  const Flags& given = flags();
  if (!given.time.empty()) options.time = parse_duration(given.time);
  if (!given.max_executions.empty()) {
    options.max_executions = number_of(given.max_executions, "max_executions", 1, kAny);
  }
  if (!given.strategy.empty()) options.strategy = strategy_named(given.strategy).name;
  if (!given.preemptions.empty()) {
    options.preemptions = static_cast<std::uint32_t>(
        number_of(given.preemptions, "preemptions", 0, limit::kPreemptions));
  }
  if (!given.races.empty()) options.races = races_named(given.races);
  if (!given.seed.empty()) options.seed = number_of(given.seed, "seed", 0, kAny);
  return options;
}

}  // namespace weft::gtest
