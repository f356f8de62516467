#include "weft/primitives/err_group.h"

#include <string>
#include <utility>

#include "weft/primitives/defer.h"
#include "weft/primitives/go.h"
#include "weft/primitives/select_cases.h"

namespace weft {

ErrGroup::ErrGroup(std::string_view name, Location at) : first_error_({}, at), running_(name, at) {}

ErrGroup::ErrGroup(CancelCauseFunc cancel, Location at)
    : cancel_(std::move(cancel)), first_error_({}, at), running_({}, at) {}

ErrGroup::WithContext ErrGroup::with_context(const Context& parent, Location at) {
  const auto [context, cancel] = with_cancel_cause(parent, at);
  return {ErrGroup(cancel, at), context};
}

void ErrGroup::go(Callable<Error> f, Location at) {
  if (places_) places_->send({}, at);
  start(std::move(f), at);
}

bool ErrGroup::try_go(Callable<Error> f, Location at) {
  if (places_ && select(send(*places_, {}), otherwise(), at) == kDefault) return false;
  start(std::move(f), at);
  return true;
}

void ErrGroup::start(Callable<Error> f, Location at) {
  running_.add(1, at);
  weft::go(
      [this, at, f = std::move(f)]() mutable {
        const Defer done([&] {
          if (places_) places_->recv(at);
          running_.done(at);
        });
        if (const Error error = f()) failed(error, at);
      },
      at);
}

void ErrGroup::failed(const Error& error, Location at) {
  first_error_.do_once(
      [&] {
        error_ = error;
        if (cancel_) (*cancel_)(error, at);
      },
      at);
}

void ErrGroup::set_limit(int n, Location at) {
  if (n < 0) {
    places_.reset();
    return;
  }
  if (const std::size_t active = places_ ? places_->len(at) : 0; active != 0) {
    panic("errgroup: modify limit while " + std::to_string(active) +
          " goroutines in the group are still active");
  }
  places_.emplace(static_cast<std::size_t>(n), "places", at);
}

Error ErrGroup::wait(Location at) {
  running_.wait(at);
  if (cancel_) (*cancel_)(error_, at);
  return error_;
}

}  // namespace weft
