// Words about plain memory. While searching, an access is a return address; while a schedule is
// told, it is a whole stack, so that the line of the user's can be found, and a variable is called
// by its symbol, by where it was allocated, or by where it was first met.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/user_calls.h"
#include "weft/explorer/unmodified/arena.h"

namespace weft::unmodified {

class Tale {
 public:
  explicit Tale(Arena& arena) : arena_(arena) {}

  void begin_execution();

  /// What stands for the access whose return address is `pc` from now on.
  [[nodiscard]] const void* remember(const void* pc) {
    return kernel::telling() ? remember_stack(pc) : pc;
  }
  /// "queue.h:12"; while searching, the same for the same code.
  [[nodiscard]] std::string place(const void* remembered);
  [[nodiscard]] const kernel::Name& name(const void* address);
  /// The same as a word; "memory" while searching.
  [[nodiscard]] std::string called(const void* address);

  /// Whether the access at `remembered`, which is being made, is weft's own: code of a primitive's
  /// header, say, which keeps to rules of its own.
  [[nodiscard]] bool is_wefts(const void* remembered);

  /// What these did has been found worth telling: from now on their steps are. If it is news while
  /// a schedule is told, that is told once more.
  void concern(const void* remembered, const void* other);
  [[nodiscard]] bool concerns(const void* pc) const { return of_interest_.contains(pc); }
  /// What a person wants to see of some bytes: a number, if it can be one. Of what is about to be
  /// written, what was there before.
  [[nodiscard]] static std::string value(const void* address, std::size_t size, bool written);
  /// The last step told is a write that is about to be made.
  void owe(const void* address, std::size_t size);
  /// To be called before anything else is written.
  void settle() {
    if (owed_.address != nullptr) tell_owed();
  }
  /// A step of the calling goroutine's, if it is worth it.
  void tell(const void* pc, const char* verb, const void* address, std::size_t size);

 private:
  void tell_owed();
  const void* remember_stack(const void* pc);
  [[nodiscard]] bool is_stack(const void* remembered) const;
  bool concern(const void* remembered);
  [[nodiscard]] std::string words_for(const void* address);

  Arena& arena_;
  struct {
    const void* address = nullptr;
    std::size_t size = 0;
    std::string before;
  } owed_;                             // the value written at a step
  std::set<const void*> of_interest_;  // return addresses, for as long as the process lives
  std::map<Stack, bool> wefts_;        // by the innermost calls
  struct Call {
    const void* pc;
    Stack stack;
  };
  std::vector<Call> calls_;
  struct Named {
    std::string given;
    kernel::Name name;
  };
  std::map<const void*, Named> names_;
};

}  // namespace weft::unmodified
