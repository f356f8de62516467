// Ctrl-C: the first time a search stops cleanly and is saved, the second time the program ends.
#pragma once

namespace weft {

/// Takes SIGINT and SIGTERM while it lives. One at a time.
class Interrupts {
 public:
  Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;
  ~Interrupts();

  /// Whether there was one. From any thread.
  [[nodiscard]] static bool wanted();
};

}  // namespace weft
