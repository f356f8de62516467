// The things random programs play with, by name, and what their words mean.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "weft/primitives/weft.h"

namespace weft::testing_support {

class Machine {
 public:
  /// Makes what is only there if a program mentions it: timers fire, and that is an event.
  void prepare(const std::string& operation);
  /// Performs one operation, "send bx 1" for example. Returns what it saw.
  std::string run(const std::string& operation);

 private:
  Atomic<int>& atomic(const std::string& name) { return name == "x" ? x_ : y_; }
  Mutex& mutex(const std::string& name) { return name == "mx" ? mx_ : my_; }
  Cond& cond(const std::string& name) { return name == "c" ? c_ : d_; }
  Chan<int>& chan(const std::string& name);

  std::string run_atomic(const std::string& verb, const std::string& name, int value);
  std::string run_loop(const std::string& verb, const std::string& name);
  std::string run_lock(const std::string& verb, const std::string& name);
  std::string run_rw(const std::string& verb);
  std::string run_chan(const std::string& verb, const std::string& name, int value);
  std::string run_plain(const std::string& verb, const std::string& name);
  std::string run_sync(const std::string& verb, const std::string& name);
  std::string run_go(const std::string& verb, const std::string& name);
  std::string run_handle(const std::string& verb, const std::string& name);
  std::string run_context(const std::string& verb, const std::string& name);
  std::string run_late(const std::string& verb);
  std::string run_timer(const std::string& verb, const std::string& name);
  std::string run_select(std::istream& words, bool with_default);
  std::string run_composed(const std::string& verb);

  Atomic<int> x_{0, "x"};
  Atomic<int> y_{0, "y"};
  Mutex mx_{"mx"};
  Mutex my_{"my"};
  RWMutex r_{"r"};
  Cond c_{mx_, "c"};
  Cond d_{mx_, "d"};
  Shared<int> s_{0, "s"};
  Shared<int> t_{0, "t"};
  Once o_{"o"};
  Once p_{"p"};
  Chan<int> bx_{1, "bx"};
  Chan<int> by_{2, "by"};
  Chan<int> ux_{0, "ux"};
  Chan<int> uy_{0, "uy"};
  WaitGroup w_{"w"};
  WithCancelCause parent_ = with_cancel_cause(background());
  WithCancel child_ = with_timeout(parent_.context, std::chrono::milliseconds(10));
  Atomic<bool> begun_{false, "begun"};
  Atomic<bool> is_late_{false, "is late"};
  WithCancelCause above_ = with_cancel_cause(background());
  std::optional<WithCancel> late_;
  Timer timer_{std::chrono::milliseconds(20)};
  Semaphore semaphore_{1, "semaphore"};
  SingleFlight<int> flights_{"flights"};
  std::optional<Timer> timer_func_;
  std::optional<Ticker> ticker_;
};

}  // namespace weft::testing_support
