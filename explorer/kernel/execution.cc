#include "weft/explorer/kernel/execution.h"

namespace weft::kernel {

void Execution::clear() {
  events_.clear();
  touches_.clear();
  operations_.clear();
  ways_.clear();
  watches_.clear();
  fleeting_.clear();
  goroutines_.clear();
  started_.clear();
  incidents_.clear();
  arrivals_.clear();
  resources_ = 0;
  locks_held_ = 0;
  cut_ = false;
  crashed_ = false;
  impossible_ = false;
  held_back_ = false;
  assumed_away_ = false;
}

}  // namespace weft::kernel
