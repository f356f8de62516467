// Memory of the process's heap that is freed while a scenario runs. What is freed is kept until
// all writes are undone: some may have been to it.
#pragma once

#include <unordered_set>
#include <vector>

namespace weft::unmodified {

class Borrowed {
 public:
  /// A library has allocated it in this execution.
  void take(void* block) { taken_.insert(block); }
  /// The scenario's own code frees it: for good only if it was not there before the execution.
  void give_back(void* block) {
    if (taken_.erase(block) != 0) freed_.push_back(block);
  }
  /// A library frees what is its own.
  void free(void* block) {
    taken_.erase(block);
    freed_.push_back(block);
  }
  /// The execution has ended, and its writes are undone. `really_free(block)` frees.
  template <typename Free>
  void end_execution(Free really_free) {
    for (void* const block : freed_) really_free(block);
    freed_.clear();
    taken_.clear();
  }

 private:
  std::unordered_set<void*> taken_;
  std::vector<void*> freed_;
};

}  // namespace weft::unmodified
