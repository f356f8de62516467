#include "weft/explorer/gtest/flags.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include "weft/explorer/explore/duration.h"
#include "weft/explorer/explore/settings.h"

namespace weft::gtest {
namespace {

struct Flag {
  std::string_view name;
  const char* variable;
  std::string Flags::*value;
};

constexpr std::array kFlags{
    Flag{"replay", "WEFT_REPLAY", &Flags::replay},
    Flag{"resume", "WEFT_RESUME", &Flags::resume},
    Flag{"checkpoint", "WEFT_CHECKPOINT", &Flags::checkpoint},
    Flag{"time", "WEFT_TIME", &Flags::time},
    Flag{"max_executions", "WEFT_MAX_EXECUTIONS", &Flags::max_executions},
    Flag{"strategy", "WEFT_STRATEGY", &Flags::strategy},
    Flag{"preemptions", "WEFT_PREEMPTIONS", &Flags::preemptions},
    Flag{"races", "WEFT_RACES", &Flags::races},
    Flag{"seed", "WEFT_SEED", &Flags::seed},
    Flag{"require", "WEFT_REQUIRE", &Flags::require},
    Flag{"save", "WEFT_SAVE", &Flags::save},
    Flag{"try_saved", "WEFT_TRY_SAVED", &Flags::try_saved},
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
    if (equals == argument.npos) {
      throw std::invalid_argument("--weft_" + std::string(flag.name) + " needs a value: --weft_" +
                                  std::string(flag.name) + "=…");
    }
    flags.*flag.value = argument.substr(equals + 1);
    return;
  }
  throw std::invalid_argument("there is no flag --weft_" + std::string(argument.substr(0, equals)));
}

std::uint64_t number_of(const std::string& text, const char* name) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end) {
    throw std::invalid_argument("weft_" + std::string(name) + " is a number, not \"" + text + '"');
  }
  return number;
}

void refuse_nonsense(const Flags& flags) {
  static_cast<void>(with_flags({}));
  if (!flags.require.empty() && flags.require != "verified") {
    throw std::invalid_argument("weft_require is \"verified\" or nothing, not \"" + flags.require +
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

Options with_flags(Options options) {
  const Flags& given = flags();
  if (!given.time.empty()) options.time = parse_duration(given.time);
  if (!given.max_executions.empty()) {
    options.max_executions = number_of(given.max_executions, "max_executions");
  }
  if (!given.strategy.empty()) options.strategy = given.strategy;
  if (!given.preemptions.empty()) {
    options.preemptions = static_cast<std::uint32_t>(number_of(given.preemptions, "preemptions"));
  }
  if (!given.races.empty()) options.races = races_named(given.races);
  if (!given.seed.empty()) options.seed = number_of(given.seed, "seed");
  return options;
}

}  // namespace weft::gtest
