// The register's entries for the programs in this folder, which know nothing of weft. Each has a
// bad() and a fixed(), in a namespace that is called like its file.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"

namespace {

struct Program {
  const char* name;
  void (*bad)();
  void (*fixed)();
  const char* finding;
  const char* summary;
};

class RegisteredProgram {
 public:
  explicit RegisteredProgram(const Program& program) {
    const std::string name = std::string("unmodified/") + program.name;
    weft::register_scenario({.name = name,
                             .body = program.bad,
                             .expects = program.finding,
                             .summary = program.summary});
    weft::register_scenario({.name = name + "_fixed",
                             .body = program.fixed,
                             .summary = std::string("The fix of ") + program.name});
  }
};

}  // namespace

#define WEFT_PROGRAM(program, finding, summary)        \
  namespace unmodified::program {                      \
  void bad();                                          \
  void fixed();                                        \
  }                                                    \
  static const RegisteredProgram registered_##program( \
      {#program, unmodified::program::bad, unmodified::program::fixed, finding, summary})

using weft::kind::kCheckFailed;
using weft::kind::kDataRace;
using weft::kind::kDeadlock;

WEFT_PROGRAM(account, kCheckFailed, "The balance is checked with a wrong sign");
WEFT_PROGRAM(aget, kDataRace, "A counter is read without the lock that its writers hold");
WEFT_PROGRAM(airline, kCheckFailed, "Seats are looked for and sold in two steps");
WEFT_PROGRAM(allocation_vector, kCheckFailed, "Blocks are found and marked in two steps");
WEFT_PROGRAM(apache_refcount, "use-after-free", "A count goes down and is looked at in two steps");
WEFT_PROGRAM(arithmetic_prog, kCheckFailed, "A sum is claimed not to be what it always is");
WEFT_PROGRAM(barrier, kDeadlock, "A barrier without generations is used twice");
WEFT_PROGRAM(bigshot, kDataRace, "A pointer is published by a plain store");
WEFT_PROGRAM(bluetooth_driver, kCheckFailed, "A request looks before it counts itself in");
WEFT_PROGRAM(bounded_buffer, kCheckFailed, "A consumer lets go of the lock before it takes");
WEFT_PROGRAM(carter, kDeadlock, "A lock is waited for with the mutex that its release needs");
WEFT_PROGRAM(circular_buffer, kCheckFailed, "A receiver counts its rounds, not its items");
WEFT_PROGRAM(ctrace, kDataRace, "A level is set under a mutex and read without");
WEFT_PROGRAM(deadlock, kDeadlock, "Two mutexes are taken in opposite orders");
WEFT_PROGRAM(dekker, kDataRace, "Two look at each other's flags before they raise their own");
WEFT_PROGRAM(din_phil, kDeadlock, "Three philosophers take the left fork first");
WEFT_PROGRAM(double_checked, kDataRace, "A pointer is looked at without the lock");
WEFT_PROGRAM(fib_bench, kCheckFailed, "One schedule in all reaches the largest number");
WEFT_PROGRAM(fsbench, kCheckFailed, "There are more inodes than locks for them");
WEFT_PROGRAM(indexer, kDataRace, "Threads get the address of a loop variable");
WEFT_PROGRAM(lazy, kCheckFailed, "Who checks is not ordered before those who change");
WEFT_PROGRAM(mozilla_order, kCheckFailed, "A thread uses what is stored after it was started");
WEFT_PROGRAM(pbzip2, "use-after-free", "A queue is freed before its last user is through");
WEFT_PROGRAM(phase, kDeadlock, "A lock is not given back");
WEFT_PROGRAM(qsort_mt, kDataRace, "A state is set before the lock is taken that guards it");
WEFT_PROGRAM(queue, kCheckFailed, "A reader counts its rounds, not its items");
WEFT_PROGRAM(read_write_lock, kDataRace, "A lock looks and locks in two steps");
WEFT_PROGRAM(reorder, kCheckFailed, "Two stores are taken for one");
WEFT_PROGRAM(ring_buffer, kDataRace, "An item is published by a relaxed store");
WEFT_PROGRAM(sigma, kDataRace, "An index is counted on while threads read it");
WEFT_PROGRAM(singleton, kCheckFailed, "The last of three writers may be any of them");
WEFT_PROGRAM(stack, kCheckFailed,
             "A flag says that something was pushed once, not that it is there");
WEFT_PROGRAM(stateful, kCheckFailed, "Two numbers are claimed not to be what they always are");
WEFT_PROGRAM(string_buffer, kCheckFailed, "Length and characters are asked for in two steps");
WEFT_PROGRAM(sync01, kDeadlock, "A consumer does not take the item away");
WEFT_PROGRAM(sync02, kDeadlock, "A buffer begins with more than it holds");
WEFT_PROGRAM(token_ring, kCheckFailed, "The order of turns is not what the claim needs");
WEFT_PROGRAM(treiber_stack, kCheckFailed, "Nodes of a lock-free stack come back too soon");
WEFT_PROGRAM(triangular, kCheckFailed, "One schedule in all reaches the largest number");
WEFT_PROGRAM(twostage, kCheckFailed, "Two numbers that belong together have a lock each");
WEFT_PROGRAM(work_stealing_queue, kCheckFailed, "An owner overwrites the place a thief reads");
WEFT_PROGRAM(wronglock, kDataRace, "Two mutexes guard one number");
