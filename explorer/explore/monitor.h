// What somebody outside may see of a search while it goes on, and ask of it.
#pragma once

#include <chrono>
#include <string>

#include "weft/explorer/explore/progress.h"

namespace weft {

/// A search calls it between two executions, from the thread that began the search.
class Monitor {
 public:
  using Seconds = std::chrono::duration<double>;

  Monitor() = default;
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;
  virtual ~Monitor() = default;

  /// Whether the search should be cut off now. Called often, and from any of its threads.
  [[nodiscard]] virtual bool wants_end() const { return false; }

  /// How often progressed() is wanted; zero: never.
  [[nodiscard]] virtual Seconds between_reports() const { return Seconds(0); }
  virtual void progressed(const Progress& /*progress*/) {}

  /// How often save() is wanted while the search goes on; zero: only when it is cut off.
  [[nodiscard]] virtual Seconds between_saves() const { return Seconds(0); }
  /// Whether save() is wanted at all.
  [[nodiscard]] virtual bool saves() const { return false; }
  /// `checkpoint` is what resume() goes on with.
  virtual void save(const std::string& /*checkpoint*/) {}
  /// Instead, when the search is cut off; `why` completes "it is not saved: …".
  virtual void cannot_save(const std::string& /*why*/) {}
};

}  // namespace weft
