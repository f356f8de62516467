// What the scenario's code writes to memory that is there before and after an execution (globals,
// static variables, the heap they own) is given back at the end, so that each execution finds it
// as the first one did.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace weft::unmodified {

class Undo {
 public:
  /// An execution begins on the calling thread, whose own stack is nobody's to give back: what a
  /// scenario captures there is how it hands out results.
  void begin();

  /// To be called before the first write to these eight bytes.
  void save(void* cell);
  void save(void* from, std::size_t size);

  void roll_back();

  /// Every address of eight bytes that was written to and outlives the execution.
  template <typename Visit>
  void for_each_written(Visit visit) const {
    for (const Saved& saved : saved_) visit(saved.cell);
    for (const void* const cell : kept_) visit(cell);
  }

 private:
  struct Saved {
    void* cell;
    std::uint64_t bytes;
  };

  std::vector<Saved> saved_;
  std::vector<const void*> kept_;  // on the thread's own stack
  const char* stack_bottom_ = nullptr;
  const char* stack_top_ = nullptr;
};

}  // namespace weft::unmodified
