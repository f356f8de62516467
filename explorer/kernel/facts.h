// What a search has learned about the scenario that footprints and operations depend on, such as
// that somebody polls the channels made in a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "weft/explorer/kernel/location.h"

namespace weft::kernel {

/// Places in the order in which an execution asks about them: good in a program whose lines have
/// moved, too.
using Questions = std::vector<std::uint32_t>;

/// The file of a fact about memory that is accessed without order.
inline constexpr const char* kRacingMemory = "racing memory";

/// What there is to learn about a line beside the one thing that a primitive wants to know of it.
enum class Matter : std::uint32_t {
  end_is_an_event = 1,  ///< of the scopes of what is made there
  comes_late,           ///< whoever uses a handle that is made there, perhaps
  was_tried_out,        ///< the loop that comes to the operation there
  ends_by_itself,       ///< that loop
  never_ends,           ///< that loop, by itself
  counts_elsewhere,     ///< that loop, where its own stack does not show it
};
/// A fact of its own.
[[nodiscard]] inline Location fact(Matter matter, Location line) {
  constexpr std::uint32_t kLineBits = 28;
  const std::uint32_t which = static_cast<std::uint32_t>(matter) << kLineBits;
  return {line.file, static_cast<int>(static_cast<std::uint32_t>(line.line) ^ which)};
}

class Facts {
 public:
  [[nodiscard]] bool known(Location fact) const;
  /// Whether it is new.
  bool learn(Location fact);
  [[nodiscard]] std::size_t size() const { return known_.size(); }
  [[nodiscard]] std::span<const Location> all() const { return known_; }
  /// Whether anything of this file is known.
  [[nodiscard]] bool knows_of(const char* file) const;
  /// Knows what another process has learned.
  void recall(const std::string& file, int line);

  /// An execution begins; its questions are counted if anybody wants to know.
  void begin_execution(bool counts);
  /// Whether any answer could be yes, or counts.
  [[nodiscard]] bool may_be_asked() const { return counts_ || !known_.empty(); }
  /// The same as known(), for a question of the execution's.
  bool ask(Location fact);
  /// The questions of this execution to which the answer was yes.
  [[nodiscard]] Questions affirmed() const;
  /// Whatever the coming executions ask so, the answer is yes.
  void suppose(Questions affirmed) { supposed_ = std::move(affirmed); }

 private:
  std::vector<Location> known_;
  std::vector<std::shared_ptr<const std::string>> files_;  // of what was recalled
  std::vector<Location> asked_;                            // each once
  Questions supposed_;
  bool counts_ = false;
};

}  // namespace weft::kernel
