// The same execution, re-run for a person: names, values, places. A plain value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace weft {

/// A place in the user's source, owned.
struct Place {
  std::string file;
  int line = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

struct Transcript {
  enum class StepKind : std::uint8_t {
    operation,  ///< an event of the execution
    spawn,      ///< `go`
    access,     ///< a read or write of plain data (Shared)
    note,       ///< a line of the user's, or of ours
    exit,       ///< a goroutine finished
  };

  struct Step {
    StepKind kind = StepKind::operation;
    std::size_t goroutine = 0;  ///< index into goroutines
    long peer = -1;             ///< the other side of a meeting, or the spawned goroutine
    std::size_t event = 0;      ///< how many events had happened before this step
    std::string operation;      ///< "lock", "send", "recv", "go", "read", …
    std::string object;         ///< "mu", "chan@queue.cc:12"; empty if there is none
    std::string result;         ///< "42", "closed", "false"; empty if there is nothing to say
    Place at;
    bool preempted = false;  ///< the goroutine that ran before could have gone on
    bool switched = false;   ///< another goroutine than in the step before
  };

  /// What a goroutine that is not finished waits for at the end.
  struct Waiting {
    std::string operation;
    std::string object;
    Place at;
  };

  struct Held {
    std::string object;
    std::size_t since_step = 0;
    Place at;
  };

  struct Goroutine {
    std::string name;
    long parent = -1;
    Place spawned;
    bool finished = false;
    bool background = false;
    bool internal = false;  ///< the clock, for example
    Waiting waits;          ///< operation is empty if it does not wait
    Waiting next = {};      ///< what it was about to do, where the tale ends before it could
    std::vector<Held> holds;
  };

  std::vector<Goroutine> goroutines;
  std::vector<Step> steps;
  int preemptions = 0;
  int switches = 0;
};

}  // namespace weft
