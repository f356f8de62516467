// Makes a program of scenarios into a tool: link weft::main and register scenarios.
#include "weft/explorer/cli/run.h"

int main(int argc, char** argv) {
  return weft::cli::run(argc, argv);
}
