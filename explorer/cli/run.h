// The command line of weft and of every program linked with weft::main.
#pragma once

namespace weft::cli {

/// Runs a command; returns the exit status, see exit_code.h.
int run(int argc, char** argv);

}  // namespace weft::cli
