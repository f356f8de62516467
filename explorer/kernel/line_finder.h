// Asks addr2line, which is started once for each file and kept.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "weft/explorer/kernel/transcript.h"

namespace weft {

/// "bank::total" of "bank::(anonymous namespace)::total".
[[nodiscard]] std::string without_nameless(std::string name);

class LineFinder {
 public:
  /// Of an executable or a shared library.
  explicit LineFinder(const std::string& file);
  LineFinder(const LineFinder&) = delete;
  LineFinder& operator=(const LineFinder&) = delete;
  ~LineFinder();

  /// The lines an address in the file stands for, inlined calls one by one, innermost first; none
  /// if nothing is known.
  [[nodiscard]] std::vector<Transcript::Call> at(std::uintptr_t offset);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  [[nodiscard]] bool start(const std::string& file, int socket);
  [[nodiscard]] bool ask(std::uintptr_t offset);
  [[nodiscard]] bool read_line(std::string& line);

  std::unique_ptr<std::FILE, Close> answers_;  // of the socket on which it is asked, too
  pid_t process_ = -1;
  pid_t owner_;  // who started it: after a fork there are two of us
};

}  // namespace weft
