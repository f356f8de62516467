// Several threads that work at one search: who has nothing left to do gets a part of somebody
// else's work.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "weft/explorer/search/dpor.h"

namespace weft {

class Crew {
 public:
  /// Makes one execution of `part` on thread number `worker` and learns from it. False: nothing
  /// is left of this part, or there is no point in going on with it.
  using Step = std::function<bool(std::size_t worker, search::Dpor& part)>;

  explicit Crew(std::size_t workers) : workers_(workers) {}

  using Parts = std::vector<std::unique_ptr<search::Dpor>>;
  /// Returns when nothing is left to explore or somebody has called stop(): what is left then.
  /// Rethrows the first exception that a step has thrown.
  [[nodiscard]] Parts run(Parts parts, const Step& step);
  /// Nobody begins another execution.
  void stop();
  [[nodiscard]] bool stopped() const { return stopped_.load(std::memory_order_relaxed); }
  /// Executions given up by parts that are finished.
  [[nodiscard]] std::uint64_t blocked() const { return blocked_; }

 private:
  void work(std::size_t worker, const Step& step);
  [[nodiscard]] std::unique_ptr<search::Dpor> next_part();
  bool explore(std::size_t worker, search::Dpor& part, const Step& step);
  void share(search::Dpor& part);
  [[nodiscard]] std::unique_ptr<search::Dpor> take_spare();

  std::size_t workers_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<search::Dpor>> parts_;
  Parts spare_;  // have nothing to do any more, but room
  std::uint64_t blocked_ = 0;
  std::exception_ptr failure_;
  // To be looked at without the mutex:
  std::atomic<std::size_t> busy_{0};
  std::atomic<std::size_t> hungry_{0};
  std::atomic<std::size_t> offered_{0};  // how many parts_ there are
  std::atomic<bool> stopped_{false};
};

}  // namespace weft
