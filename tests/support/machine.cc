#include "weft/tests/support/machine.h"

#include <deque>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace weft::testing_support {
namespace {

std::string shown(const std::optional<int>& value) {
  return value ? std::to_string(*value) : std::string("closed");
}

std::string shown(bool yes) {
  return yes ? "yes" : "no";
}

struct Send final : weft::chan::SendCase<int> {
  using SendCase::SendCase;
};
struct Recv final : weft::chan::RecvCase<int> {
  using RecvCase::RecvCase;
};

std::string at(std::optional<Time> t) {
  return t ? weft::to_string(t->time_since_epoch()) : std::string("nothing");
}

std::string polled(const RecvChan<Time>& times) {
  std::optional<Time> seen;
  select(recv(times, [&](Time t) { seen = t; }), otherwise());
  return at(seen);
}

[[noreturn]] void unknown(const std::string& verb) {
  throw std::logic_error("no operation is called " + verb);
}

}  // namespace

Chan<int>& Machine::chan(const std::string& name) {
  return name == "bx" ? bx_ : name == "by" ? by_ : name == "ux" ? ux_ : uy_;
}

void Machine::prepare(const std::string& operation) {
  using std::chrono::milliseconds;
  if (operation.ends_with("time_func") && !timer_func_) {
    timer_func_ = after_func(milliseconds(5), [this] { x_.store(7); });
  }
  if (operation.ends_with("time_tick") && !ticker_) ticker_.emplace(milliseconds(10));
}

std::string Machine::run(const std::string& operation) {
  std::istringstream words(operation);
  std::string verb;
  std::string name;
  words >> verb;
  if (verb.starts_with("select")) return run_select(words, verb == "select_default");
  int value = 0;
  words >> name >> value;
  if (verb == "go" || verb == "lend" || verb == "borrow") return run_go(verb, name);
  if (verb == "entrust" || verb == "consign" || verb == "relay" || verb == "answer") {
    return run_handle(verb, name);
  }
  if (verb.starts_with("until_")) return run_loop(verb, name);
  if (name == "x" || name == "y") return run_atomic(verb, name, value);
  if (name == "mx" || name == "my") return run_lock(verb, name);
  if (name == "r") return run_rw(verb);
  if (name == "late") return run_late(verb);
  if (name == "composed") return run_composed(verb);
  if (name == "s" || name == "t") return run_plain(verb, name);
  if (name == "parent" || name == "child") return run_context(verb, name);
  if (name.starts_with("time")) return run_timer(verb, name);
  if (name[0] == 'b' || name[0] == 'u') return run_chan(verb, name, value);
  return run_sync(verb, name);
}

std::string Machine::run_atomic(const std::string& verb, const std::string& name, int value) {
  Atomic<int>& cell = atomic(name);
  if (verb == "load") return std::to_string(cell.load());
  if (verb == "store") return cell.store(value), "";
  if (verb == "add") return cell.add(1), "";
  if (verb == "fetch_add") return std::to_string(cell.fetch_add(1));
  if (verb == "cas") return shown(cell.compare_and_swap(0, value));
  unknown(verb);
}

std::string Machine::run_lock(const std::string& verb, const std::string& name) {
  if (verb == "lock") return mutex(name).lock(), "";
  if (verb == "unlock") return mutex(name).unlock(), "";
  if (verb == "try_lock") return shown(mutex(name).try_lock());
  unknown(verb);
}

/// What is read is no outcome: that plain data is only as good as its synchronisation is what the
/// search takes for granted.
std::string Machine::run_plain(const std::string& verb, const std::string& name) {
  Shared<int>& data = name == "s" ? s_ : t_;
  if (verb == "peek") return (void)data.load(), "";
  if (verb == "poke") return data.store(1), "";
  unknown(verb);
}

std::string Machine::run_rw(const std::string& verb) {
  if (verb == "rlock") return r_.rlock(), "";
  if (verb == "runlock") return r_.runlock(), "";
  if (verb == "wlock") return r_.lock(), "";
  if (verb == "wunlock") return r_.unlock(), "";
  if (verb == "try_rlock") return shown(r_.try_rlock());
  if (verb == "try_wlock") return shown(r_.try_lock());
  unknown(verb);
}

std::string Machine::run_chan(const std::string& verb, const std::string& name, int value) {
  if (verb == "send") return chan(name).send(value), "";
  if (verb == "recv") return shown(chan(name).next());
  if (verb == "close") return chan(name).close(), "";
  if (verb == "len") return std::to_string(chan(name).len());
  unknown(verb);
}

std::string Machine::run_sync(const std::string& verb, const std::string& name) {
  if (verb == "wg_add") return w_.add(1), "";
  if (verb == "wg_done") return w_.done(), "";
  if (verb == "wg_wait") return w_.wait(), "";
  if (verb == "wait") return cond(name).wait(), "";
  if (verb == "signal") return cond(name).signal(), "";
  if (verb == "broadcast") return cond(name).broadcast(), "";
  if (verb == "once") {
    std::string mine;
    (name == "o" ? o_ : p_).do_once([&] { mine = std::to_string(x_.fetch_add(1)); });
    return mine;
  }
  unknown(verb);
}

std::string Machine::run_go(const std::string& verb, const std::string& name) {
  Atomic<int>& x = name == "x" ? x_ : y_;
  if (verb == "go") {
    go([&x] { (void)x.fetch_add(10); });
    return "";
  }
  Atomic<int> lent(1, "lent");
  if (verb == "borrow") {
    go([&] {
      (void)chan(name).next();
      lent.store(2);
    });
    return std::to_string(lent.load());
  }
  go([&] {
    lent.store(2);
    x.store(lent.load());
  });
  return std::to_string(lent.load());
}

/// What a scope gives back is a variable that others refer to, or one of which they have copies.
std::string Machine::run_handle(const std::string& verb, const std::string& name) {
  Atomic<int>& x = atomic(name);
  if (verb == "relay") {
    const Chan<int> relay(1, "relay");
    go([relay, &x] {
      relay.send(1);
      (void)x.fetch_add(10);
    });
    return relay.next(), "";
  }
  if (verb == "answer") {
    const Chan<int> answer(1, "answer");
    go([&] {
      answer.send(1);
      (void)x.fetch_add(10);
    });
    return answer.next(), "";
  }
  const WithCancel with = with_cancel(background());
  if (verb == "entrust") {
    go([&] {
      with.context.done().next();
      (void)with.context.err();
      (void)x.fetch_add(10);
    });
  } else {
    go([context = with.context, &x] {
      context.done().next();
      (void)x.fetch_add(10);
    });
  }
  return with.cancel(), "";
}

std::string Machine::run_context(const std::string& verb, const std::string& name) {
  const Context& context = name == "parent" ? parent_.context : child_.context;
  if (verb == "cancel" && name == "parent") return parent_.cancel(Error("enough")), "";
  if (verb == "cancel") return child_.cancel(), "";
  if (verb == "done") return context.done().next(), "";
  if (verb == "err") return std::string(context.err().message());
  if (verb == "cause") return std::string(context.cause().message());
  if (verb == "poll_done") return select(recv(context.done()), otherwise()) == 0 ? "done" : "not";
  if (verb == "after_func") return after_func(context, [this] { y_.store(5); }), "";
  if (verb == "derive") {
    const WithCancel with = with_timeout(context, std::chrono::milliseconds(8));
    select(recv(with.context.done()), recv(ux_));
    with.cancel();
    return std::string(with.context.err().message());
  }
  unknown(verb);
}

/// A context that is made when the program is under way, below one that is there from the start.
std::string Machine::run_late(const std::string& verb) {
  if (verb == "end") return above_.cancel(Error("enough")), "";
  if (verb == "make") {
    if (begun_.swap(true)) return "again";
    late_ = with_timeout(above_.context, std::chrono::milliseconds(5));
    return is_late_.store(true), "";
  }
  return !is_late_.load() ? "nothing" : std::string(late_->context.err().message());
}

std::string Machine::run_composed(const std::string& verb) {
  if (verb == "acquire") return std::string(semaphore_.acquire(child_.context).message());
  if (verb == "try_acquire") return shown(semaphore_.try_acquire());
  if (verb == "release") return semaphore_.release(), "";
  const auto work = [this] { return std::pair(x_.fetch_add(1), Error("done")); };
  if (verb == "flight") {
    const Flown<int> flown = flights_.do_("key", work);
    return std::to_string(flown.value) + (flown.shared ? " shared" : "");
  }
  if (verb == "forget") return flights_.forget("key"), "";
  if (verb == "group") {
    auto [group, context] = ErrGroup::with_context(parent_.context);
    group.go([&] { return work().second; });
    return std::string(group.wait().message());
  }
  unknown(verb);
}

std::string Machine::run_timer(const std::string& verb, const std::string& name) {
  using std::chrono::milliseconds;
  if (verb == "sleep") return sleep(milliseconds(12)), at(now());
  if (verb == "after") return at(after(milliseconds(3)).next());
  if (verb == "choose") return std::to_string(choose(2));
  if (name == "time_tick") {
    if (verb == "recv") return at(ticker_->c().next());
    if (verb == "poll") return polled(ticker_->c());
    if (verb == "reset") return ticker_->reset(milliseconds(8)), "";
    return ticker_->stop(), "";
  }
  const Timer& timer = name == "time_func" ? *timer_func_ : timer_;
  if (verb == "recv") return at(timer_.c().next());
  if (verb == "stop") return shown(timer.stop());
  if (verb == "reset") return shown(timer.reset(milliseconds(4)));
  if (verb == "poll") return polled(timer_.c());
  unknown(verb);
}

std::string Machine::run_select(std::istream& words, bool with_default) {
  std::deque<Send> sends;
  std::deque<Recv> receives;
  std::vector<Case*> cases;
  std::string verb;
  std::string name;
  while (words >> verb >> name) {
    if (verb == "send") {
      int value = 0;
      words >> value;
      cases.push_back(&sends.emplace_back(chan(name).handle(), value));
    } else {
      cases.push_back(&receives.emplace_back(chan(name).handle()));
    }
    words >> verb;  // the bar
  }
  const std::size_t taken = select(cases, with_default);
  if (taken == kDefault) return "default";
  std::string result = "case" + std::to_string(taken);
  for (auto& receive : receives) {
    if (&receive == cases[taken]) result += shown(receive.value());
  }
  return result;
}

}  // namespace weft::testing_support
