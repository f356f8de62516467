// What a scenario prints. Searching is quiet: nothing of it is seen. A run for a person collects
// it, so that it can be told beside the step it belongs to.
#pragma once

#include <string>

namespace weft {

/// While one lives, the process's standard output and error lead nowhere. They are the process's:
/// of several at a time, only one should record.
class UserOutput {
 public:
  UserOutput();
  UserOutput(const UserOutput&) = delete;
  UserOutput& operator=(const UserOutput&) = delete;
  ~UserOutput();

  /// From now on, what is printed is kept.
  void record();
  /// What was printed since record() or the last take(); empty if nothing is recorded.
  [[nodiscard]] std::string take();
  /// Nothing is kept any more.
  void stop();

 private:
  int kept_ = -1;  // a file without a name
  long taken_ = 0;
};

/// While one lives, standard output and error are again what they were: for our own words.
class Aloud {
 public:
  Aloud();
  Aloud(const Aloud&) = delete;
  Aloud& operator=(const Aloud&) = delete;
  ~Aloud();
};

/// For good, and from a signal handler.
void give_output_back() noexcept;

}  // namespace weft
