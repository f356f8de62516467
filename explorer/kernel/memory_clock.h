// The memory model's happens-before: what each goroutine knows of the others, and what was left
// at each resource by a release. Weaker than the order the search uses, and kept apart from it.
//
// Most executions never ask. So what happens is only noted, and clocks are moved when somebody
// does.
#pragma once

#include <cstdint>
#include <vector>

#include "weft/explorer/kernel/footprint.h"
#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/ids.h"
#include "weft/explorer/kernel/row.h"

namespace weft::kernel {

class MemoryClock {
 public:
  /// A new execution. The first `unchanged` things to be noted are those of the last one: they may
  /// be noted again, or be passed over.
  void clear(std::size_t unchanged = 0);
  /// How many there are.
  [[nodiscard]] std::size_t noted() const { return noted_; }
  void pass_to(std::size_t noted) { noted_ = noted; }
  /// What is noted from now on is new.
  void end_here() { notes_.cut(noted_); }

  /// A new goroutine, which knows all its parent knows.
  void spawn(GoroutineId child, GoroutineId parent) { note({child, parent, What::spawn}); }
  /// It has an event.
  void act(GoroutineId g) { note({g, kNobody, What::act}); }
  void synchronise(GoroutineId g, ResourceId at, Sync how) {
    if (how != Sync::none) note({g, kNobody, What::synchronise, how, at});
  }
  /// A fence of C++: `how` is acquire, release or both.
  void fence(GoroutineId g, Sync how) { note({g, kNobody, What::fence, how}); }
  /// A meeting: each knows what the other knew.
  void meet(GoroutineId a, GoroutineId b) { note({a, b, What::meet}); }

  [[nodiscard]] Epoch now(GoroutineId g) {
    settle();
    return {g, row(index(g))[index(g)]};
  }
  [[nodiscard]] bool knows(GoroutineId g, Epoch epoch) {
    settle();
    return row(index(g))[index(epoch.goroutine)] >= epoch.time;
  }
  /// Whether `g` knows of the last event of `other`, which had one.
  [[nodiscard]] bool knows_last_act(GoroutineId g, GoroutineId other) {
    settle();
    return row(index(g))[index(other)] >= acted_[index(other)];
  }

 private:
  enum class What : std::uint8_t { spawn, act, synchronise, fence, meet };
  struct Note {
    GoroutineId goroutine;
    GoroutineId other;
    What what;
    Sync how = Sync::none;
    ResourceId at = kNoResource;
  };
  void note(const Note& note) {
    if (noted_ == notes_.size()) notes_.push_back(note);
    ++noted_;
  }
  void settle() {
    while (settled_ < noted_) settle(notes_[settled_++]);
  }
  void settle(const Note& note);
  void add(GoroutineId child, GoroutineId parent);
  void move(GoroutineId g, ResourceId at, Sync how);
  void stand(GoroutineId g, Sync how);
  void share(GoroutineId a, GoroutineId b);

  [[nodiscard]] std::uint32_t* row(std::size_t g) { return &goroutines_[g * stride_]; }
  [[nodiscard]] bool has_released(ResourceId at) const {
    return index(at) < released_row_.size() && released_row_[index(at)] != 0;
  }
  std::uint32_t* released_at(ResourceId at);
  /// What fences go by: what `g` has peeked at, and what its last release fence released.
  std::uint32_t* peeked(std::size_t g) { return &fences_[2 * g * stride_]; }
  std::uint32_t* fenced(std::size_t g) { return &fences_[(2 * g + 1) * stride_]; }
  void need_fences();
  void tick(GoroutineId g) { ++row(index(g))[index(g)]; }
  void grow();

  Row<Note> notes_;
  std::size_t noted_ = 0;             // in this execution
  std::size_t settled_ = 0;           // so many of them have moved the clocks
  std::vector<std::uint32_t> acted_;  // by goroutine: its own time at its last event
  std::size_t stride_ = 8;            // room for this many goroutines
  std::size_t count_ = 0;
  std::vector<std::uint32_t> goroutines_;
  std::vector<std::uint32_t> fences_;  // empty while nobody uses a weak order
  std::vector<std::uint32_t> released_;
  std::vector<std::uint32_t> released_row_;  // by resource: 1 + its row in released_, or 0
};

}  // namespace weft::kernel
