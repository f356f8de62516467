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

  /// A call of the user's, with the function it stands in; a lambda has no name.
  struct Call {
    std::string function;
    Place at;
    friend bool operator==(const Call&, const Call&) = default;
  };
  using Calls = std::vector<Call>;

  /// What the scenario wrote to its standard output or error.
  struct Print {
    std::size_t goroutine = 0;
    std::string text;
    friend bool operator==(const Print&, const Print&) = default;
  };

  /// What a switch to another goroutine is good for: found out by letting somebody else go on.
  enum class Need : std::uint8_t {
    open,    ///< nobody else could go on, or it was not tried
    needed,  ///< with anybody else going on there, the finding is not shown
    free,    ///< somebody else could go on there, and the finding would be the same
  };

  struct Step {
    StepKind kind = StepKind::operation;
    std::size_t goroutine = 0;  ///< index into goroutines
    long peer = -1;             ///< the other side of a meeting, or the spawned goroutine
    std::size_t event = 0;      ///< how many events had happened before this step
    std::string operation;      ///< "lock", "send", "recv", "go", "read", …
    std::string object;         ///< "mu", "chan@queue.cc:12"; empty if there is none
    /// What a select of the goroutine's, or of its peer's, had waited for: "recv jobs | recv done".
    std::string offered = {};
    std::string peer_offered = {};
    std::string result;  ///< "42", "closed", "false"; empty if there is nothing to say
    Place at;
    Place peer_at = {};  ///< of a meeting: where the other side is
    Calls stack = {};    ///< that led there, innermost first, `at` included; empty: not known
    std::vector<Print> prints = {};  ///< after it, before the next step
    bool unwinding = false;          ///< a destructor did it while an exception was on its way
    bool preempted = false;          ///< the goroutine that ran before could have gone on
    bool switched = false;           ///< another goroutine than in the step before
    Need need = Need::open;

    /// Whether it is a step of this goroutine's: its own, or a meeting with it.
    [[nodiscard]] bool involves(std::size_t who) const {
      return goroutine == who || (kind == StepKind::operation && peer == static_cast<long>(who));
    }
    /// What it was to one whom it involves: a meeting is told of one side.
    [[nodiscard]] std::string operation_of(std::size_t who) const {
      if (goroutine == who) return operation;
      return operation == "send" ? "recv" : "send";
    }
  };

  /// What a goroutine that is not finished waits for at the end.
  struct Waiting {
    std::string operation;
    std::string object;
    Place at;
    Calls stack = {};
    std::string state = {};  ///< of the object: "is full with 2"; empty if there is nothing to say
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
    Waiting breaks = {};    ///< the place and the calls where it panicked or crashed, if it did
    Waiting next = {};      ///< what it was about to do, where the tale ends before it could
    std::vector<Held> holds;
  };

  std::vector<Goroutine> goroutines;
  std::vector<Step> steps;
  int preemptions = 0;
  int switches = 0;
};

}  // namespace weft
