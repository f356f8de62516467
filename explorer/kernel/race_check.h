// Who touched a piece of plain data last, and whether that is known to who touches it now.
// FastTrack's idea: one epoch for the last write, and one for each reader since.
#pragma once

#include <vector>

#include "weft/explorer/kernel/goroutine.h"

namespace weft::kernel {

class RaceCheck {
 public:
  /// Each reports "data-race" if the access is not ordered against an earlier one.
  void read(const Name& object, Location at);
  void write(const Name& object, Location at);

 private:
  void note_read(const Name& object, Location at);
  void note_write(const Name& object, Location at);

  struct Access {
    Epoch epoch;
    Location at;
  };
  void race(const Name& object, const char* earlier, const Access& before, const char* later,
            Location at);

  Access written_;
  std::vector<Access> read_;
};

}  // namespace weft::kernel
