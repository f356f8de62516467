// The part of a large search that several threads do together: it proves that nothing is wrong,
// or it stops as soon as something is not as usual, and leaves the rest to one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "weft/explorer/explore/crew.h"
#include "weft/explorer/explore/options.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

/// What some executions came to.
struct Seen {
  std::uint64_t executions = 0;
  std::uint64_t blocked = 0;
  std::uint64_t events = 0;
  std::size_t depth = 0;
  bool steps_cut = false;
  bool crowded = false;
  bool held_back = false;
  bool loops = false;  ///< some goroutine may go round in circles
};

class Together {
 public:
  /// `first` is the world in which `search` was begun; what that has learned, the others know.
  /// All references must outlive it.
  Together(const Scenario& scenario, const Options& options, const kernel::World& first,
           Crew::Parts parts);
  Together(const Together&) = delete;
  Together& operator=(const Together&) = delete;
  ~Together();

  enum class End : std::uint8_t {
    finished,    ///< every execution there was has been explored, and kept all promises
    paused,      ///< so did all so far
    suspicious,  ///< one broke a promise, crashed, or taught the search something new
  };
  /// Whether to pause, after so many executions, complete or not.
  using Pause = std::function<bool(std::uint64_t made)>;
  /// Goes on for a while, on Options::jobs threads. `pause` is called by any of them. Adds to
  /// `seen`, the executions made so far.
  [[nodiscard]] End go_on(Seen& seen, const Pause& pause);

  /// What is left.
  [[nodiscard]] const Crew::Parts& parts() const { return parts_; }

 private:
  struct Worker;

  const Scenario& scenario_;
  const Options& options_;
  Crew crew_;
  Crew::Parts parts_;
  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace weft
