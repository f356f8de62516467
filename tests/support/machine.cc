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

[[noreturn]] void unknown(const std::string& verb) {
  throw std::logic_error("no operation is called " + verb);
}

}  // namespace

Chan<int>& Machine::chan(const std::string& name) {
  return name == "bx" ? bx_ : name == "by" ? by_ : name == "ux" ? ux_ : uy_;
}

std::string Machine::run(const std::string& operation) {
  std::istringstream words(operation);
  std::string verb;
  std::string name;
  words >> verb;
  if (verb.starts_with("select")) return run_select(words, verb == "select_default");
  int value = 0;
  words >> name >> value;
  if (name == "x" || name == "y") return run_atomic(verb, name, value);
  if (name == "mx" || name == "my") return run_lock(verb, name);
  if (name == "r") return run_rw(verb);
  if (name == "s" || name == "t") return run_plain(verb, name);
  if (name[0] == 'b' || name[0] == 'u') return run_chan(verb, name, value);
  return run_sync(verb, name);
}

std::string Machine::run_atomic(const std::string& verb, const std::string& name, int value) {
  Atomic<int>& cell = atomic(name);
  if (verb == "load") return std::to_string(cell.load());
  if (verb == "await") {
    while (cell.load() == 0) {
    }
    return "";
  }
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
      cases.push_back(&sends.emplace_back(chan(name).state(), value));
    } else {
      cases.push_back(&receives.emplace_back(chan(name).state()));
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
