// golang.org/x/sync/singleflight: of calls for the same key that overlap, one does the work and
// the others get its result.
//
// Made of a mutex and channels. Who comes while a call is in flight, and who is late and does the
// work again, is a race that is explored.
#pragma once

#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "weft/primitives/chan.h"
#include "weft/primitives/defer.h"
#include "weft/primitives/errors.h"
#include "weft/primitives/go.h"
#include "weft/primitives/mutex.h"
#include "weft/primitives/select_cases.h"

namespace weft {

/// What a call for a key comes to.
template <typename T>
struct Flown {
  T value;
  Error error;
  bool shared;  ///< given to more than one caller
};

template <typename T, typename Key = std::string>
class SingleFlight {
 public:
  /// What does the work: a value, and an error if it failed.
  using Work = std::function<std::pair<T, Error>()>;

  explicit SingleFlight(std::string_view name = {}, Location at = Location::here())
      : mu_(name, at) {}

  /// Group.Do: calls `work`, unless a call for `key` is in flight: then waits for that one and
  /// returns its result. A panic of the work is everybody's who waits for it.
  Flown<T> do_(const Key& key, const Work& work, Location at = Location::here()) {
    const auto [call, is_new] = join(key, nullptr, at);
    if (is_new) {
      fly(*call, key, work, at);
    } else {
      call->landed.recv(at);
    }
    return call->result();
  }

  /// Group.DoChan: the same, and does not wait: the result comes by a channel with room for it,
  /// which is not closed. A panic of the work is nobody's to recover.
  RecvChan<Flown<T>> do_chan(const Key& key, Work work, Location at = Location::here()) {
    const Chan<Flown<T>> result(1, "result", at);
    const auto [call, is_new] = join(key, result, at);
    if (is_new) {
      go([this, call = call, key, work = std::move(work), at] { fly(*call, key, work, at); }, at);
    }
    return result;
  }

  /// Group.Forget: the next call for `key` does the work again, even if one is in flight.
  void forget(const Key& key, Location at = Location::here()) {
    mu_.lock(at);
    flying_.erase(key);
    mu_.unlock(at);
  }

 private:
  struct Call {
    explicit Call(Location at) : landed("landed", at) {}
    Flown<T> result() const {
      if (thrown != nullptr) std::rethrow_exception(thrown);
      return {value->first, value->second, others > 0};
    }

    Chan<Unit> landed;
    std::vector<Chan<Flown<T>>> results;  // where do_chan waits for it
    std::optional<std::pair<T, Error>> value;
    std::exception_ptr thrown;
    int others = 0;
  };

  /// The call for `key` that is in flight, or a new one.
  std::pair<std::shared_ptr<Call>, bool> join(const Key& key, const Chan<Flown<T>>& result,
                                              Location at) {
    mu_.lock(at);
    const Defer unlock([&] { mu_.unlock(at); });
    const auto [place, is_new] = flying_.try_emplace(key);
    if (is_new) {
      place->second = std::make_shared<Call>(at);
    } else {
      ++place->second->others;
    }
    if (result != nullptr) place->second->results.push_back(result);
    return {place->second, is_new};
  }

  void fly(Call& call, const Key& key, const Work& work, Location at) {
    try {
      call.value = work();
    } catch (...) {
      call.thrown = std::current_exception();
      land(call, key, at);
      if (call.results.empty()) throw;
      go([thrown = call.thrown] { std::rethrow_exception(thrown); }, at);
      select_forever(at);
    }
    land(call, key, at);
  }

  void land(Call& call, const Key& key, Location at) {
    mu_.lock(at);
    const Defer unlock([&] { mu_.unlock(at); });
    call.landed.close(at);
    if (const auto mine = flying_.find(key); mine != flying_.end() && mine->second.get() == &call) {
      flying_.erase(mine);
    }
    if (call.thrown != nullptr) return;
    for (const Chan<Flown<T>>& result : call.results) result.send(call.result(), at);
  }

  std::map<Key, std::shared_ptr<Call>> flying_;
  Mutex mu_;  // guards it; the last, so that it is the first to go and waits for its users
};

}  // namespace weft
