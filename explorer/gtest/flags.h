// What the command line and the environment of a test program say to weft.
#pragma once

#include <string>

#include "weft/explorer/explore/options.h"

namespace weft::gtest {

struct Flags {
  std::string replay;      ///< a token or a file: only its test runs, and only that schedule
  std::string resume;      ///< a file: only its test runs, and its search goes on
  std::string checkpoint;  ///< the folder for such files; "off": none
  std::string time;
  std::string max_executions;
  std::string strategy;
  std::string preemptions;
  std::string races;  ///< "report" or "explore"
  std::string seed;
  std::string require;  ///< "verified": a search cut off by its budget or a bound fails the test
  std::string save;     ///< a folder: counterexamples are kept there, and tried first
  std::string try_saved = "auto";   ///< "always", "never", or "auto": not in CI
  std::string program = "program";  ///< this one, as it was called
};

/// Set from the environment (WEFT_REPLAY, WEFT_TIME, …) when first asked for.
[[nodiscard]] Flags& flags();

/// Takes --weft_replay=TOKEN_OR_FILE, --weft_resume=FILE, --weft_checkpoint=DIR, --weft_time=10s,
/// --weft_max_executions=N, --weft_strategy=NAME, --weft_preemptions=K, --weft_races=explore,
/// --weft_seed=N,
/// --weft_require=verified, --weft_save=DIR and --weft_try_saved=WHEN off the command line, where
/// they beat the environment. Throws std::invalid_argument for a flag it does not know or
/// understand.
void parse_flags(int& argc, char** argv);

/// All of them, for --help.
[[nodiscard]] std::string flags_in_words();

/// What a test asks for, with what the flags say instead.
[[nodiscard]] Options with_flags(Options options);

}  // namespace weft::gtest
