// What an execution did that a search cannot answer for: it asked what is outside of the scenario,
// or none of its code could be seen.
#pragma once

#include <string>
#include <vector>

#include "weft/explorer/kernel/user_calls.h"

namespace weft::unmodified {

class Remarks {
 public:
  void begin_execution();
  /// The scenario's code asked for something that may be another thing the next time; `what` is a
  /// literal: "std::random_device".
  void asked(const char* what);
  void started_thread() { threads_ = true; }
  /// Whether any access by a started thread was seen.
  void end_execution(bool seen) { blind_ = threads_ && !seen; }

  /// Of the last execution, for a person.
  [[nodiscard]] std::vector<std::string> all() const;

 private:
  struct Question {
    const char* what;
    Stack stack;
  };

  std::vector<Question> questions_;
  bool threads_ = false;
  bool blind_ = false;
};

/// The process's.
[[nodiscard]] Remarks& remarks();

}  // namespace weft::unmodified
