#include "weft/explorer/explore/crew.h"

#include <iterator>
#include <thread>
#include <utility>

#include "weft/explorer/search/short_wait.h"

namespace weft {

Crew::Parts Crew::run(Parts parts, const Step& step) {
  stopped_ = false;
  parts_.assign(std::move_iterator(parts.begin()), std::move_iterator(parts.end()));
  offered_ = parts_.size();
  {
    std::vector<std::jthread> threads;
    for (std::size_t w = 1; w < workers_; ++w) threads.emplace_back([&, w] { work(w, step); });
    work(0, step);
  }
  if (failure_ != nullptr) std::rethrow_exception(std::exchange(failure_, nullptr));
  parts.assign(std::move_iterator(parts_.begin()), std::move_iterator(parts_.end()));
  parts_.clear();
  spare_.clear();
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
    left ? parts_.push_back(std::move(part)) : spare_.push_back(std::move(part));
    --busy_;
    changed_.notify_all();
  }
}

/// Waits for a part to work at; null when there will be none.
std::unique_ptr<search::Dpor> Crew::next_part() {
  ++hungry_;
  (void)search::wait_shortly([this] { return offered_ > 0 || busy_ == 0; });
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopped() || !parts_.empty() || busy_ == 0; });
  --hungry_;
  if (stopped() || parts_.empty()) return nullptr;
  auto part = std::move(parts_.front());
  parts_.pop_front();
  offered_ = parts_.size();
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
  std::unique_ptr<search::Dpor> other = take_spare();
  if (other == nullptr) return;
  const bool given = part.split(*other);
  const std::lock_guard lock(mutex_);
  if (!given) return spare_.push_back(std::move(other));
  parts_.push_back(std::move(other));
  offered_ = parts_.size();
  changed_.notify_one();
}

/// Null if enough is offered.
std::unique_ptr<search::Dpor> Crew::take_spare() {
  const std::lock_guard lock(mutex_);
  if (parts_.size() >= hungry_) return nullptr;
  if (spare_.empty()) return std::make_unique<search::Dpor>();
  auto spare = std::move(spare_.back());
  spare_.pop_back();
  return spare;
}

}  // namespace weft
