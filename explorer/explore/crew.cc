#include "weft/explorer/explore/crew.h"

#include <iterator>
#include <thread>
#include <utility>

namespace weft {

Crew::Parts Crew::run(Parts parts, const Step& step) {
  stopped_ = false;
  parts_.assign(std::move_iterator(parts.begin()), std::move_iterator(parts.end()));
  {
    std::vector<std::jthread> threads;
    for (std::size_t w = 1; w < workers_; ++w) threads.emplace_back([&, w] { work(w, step); });
    work(0, step);
  }
  if (failure_ != nullptr) std::rethrow_exception(std::exchange(failure_, nullptr));
  parts.assign(std::move_iterator(parts_.begin()), std::move_iterator(parts_.end()));
  parts_.clear();
  return parts;
}

void Crew::stop() {
  stopped_ = true;
  const std::lock_guard lock(mutex_);
  changed_.notify_all();
}

void Crew::work(std::size_t worker, const Step& step) {
  while (auto part = next_part()) {
    bool left = false;
    try {
      left = explore(worker, *part, step);
    } catch (...) {
      stop();
      const std::lock_guard lock(mutex_);
      if (failure_ == nullptr) failure_ = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    blocked_ += part->blocked();
    if (left) parts_.push_back(std::move(part));
    --busy_;
    changed_.notify_all();
  }
}

/// Waits for a part to work at; null when there will be none.
std::unique_ptr<search::Dpor> Crew::next_part() {
  std::unique_lock lock(mutex_);
  ++hungry_;
  changed_.wait(lock, [this] { return stopped() || !parts_.empty() || busy_ == 0; });
  --hungry_;
  if (stopped() || parts_.empty()) return nullptr;
  auto part = std::move(parts_.front());
  parts_.pop_front();
  ++busy_;
  return part;
}

/// Whether something is left of the part.
bool Crew::explore(std::size_t worker, search::Dpor& part, const Step& step) {
  while (!stopped()) {
    if (!step(worker, part)) return false;
    if (hungry_.load(std::memory_order_relaxed) > 0) share(part);
  }
  return true;
}

void Crew::share(search::Dpor& part) {
  {
    const std::lock_guard lock(mutex_);
    if (parts_.size() >= hungry_) return;
  }
  auto given = part.split();
  if (given == nullptr) return;
  const std::lock_guard lock(mutex_);
  parts_.push_back(std::move(given));
  changed_.notify_one();
}

}  // namespace weft
