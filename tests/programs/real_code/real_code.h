// A structure that somebody else wrote, and a scenario of what it promises.
//
// Each file is compiled as the library is, and the search must verify it; and again for each mutant
// (real_code.cmake) with a copy of the library's headers in which one thing is wrong, and the
// search must find that.
#pragma once

#include <string>

#include "weft/explorer/kernel/scenario.h"

namespace weft::real_code {

struct Structure {
  std::string name;     ///< "boost_stack"
  std::string what;     ///< "boost::lockfree::stack, capacity 2"
  std::string promise;  ///< what the scenario asserts
  void (*body)() = nullptr;
  const char* finding = "";  ///< what is wrong with the library itself, if anything
};

/// What is wrong with this copy of the library; nothing, where it is the library's own.
struct Mutant {
  const char* name = "";  ///< "publishes_relaxed"
  const char* finding = "";
  const char* what = "";  ///< "push publishes its item with a relaxed store"
};

/// Registers real_code/NAME, or real_code/NAME/MUTANT.
class RegisteredStructure {
 public:
  RegisteredStructure(const Structure& structure, const Mutant& mutant) {
    const std::string name = "real_code/" + structure.name;
    if (*mutant.name == '\0') {
      register_scenario({.name = name,
                         .body = structure.body,
                         .expects = structure.finding,
                         .summary = structure.what + ": " + structure.promise});
    } else {
      register_scenario({.name = name + '/' + mutant.name,
                         .body = structure.body,
                         .expects = mutant.finding,
                         .summary = mutant.what});
    }
  }
};

}  // namespace weft::real_code

/// The Mutant that a file is compiled as.
#ifdef WEFT_MUTANT
#define WEFT_THIS_MUTANT \
  { WEFT_MUTANT, WEFT_MUTANT_FINDS, WEFT_MUTATION }
#else
#define WEFT_THIS_MUTANT \
  {}
#endif
