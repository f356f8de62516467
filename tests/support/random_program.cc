#include "weft/tests/support/random_program.h"

#include <random>

namespace weft::testing_support {
namespace {

using Program = std::vector<std::vector<std::string>>;

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : bits_(seed * 2654435761U + 17) {}
  int below(int n) { return static_cast<int>(bits_() % static_cast<std::uint64_t>(n)); }
  template <typename T>
  const T& of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }

 private:
  std::mt19937_64 bits_;
};

std::string case_of(Dice& dice, int value) {
  const std::string channel = dice.of<std::string>({"ux", "uy", "bx"});
  return dice.below(2) == 0 ? "recv " + channel : "send " + channel + " " + std::to_string(value);
}

void append_rw(Dice& dice, const std::string& value, std::vector<std::string>& out) {
  switch (dice.below(6)) {
    case 0:
    case 1:
      out.insert(out.end(), {"rlock r", "load x", "runlock r"});
      return;
    case 2:
    case 3:
      out.insert(out.end(), {"wlock r", "store x " + value, "wunlock r"});
      return;
    case 4:
      out.insert(out.end(), {"rlock r", "rlock r", "runlock r", "runlock r"});
      return;
    default:
      out.push_back(dice.of<std::string>({"try_rlock r", "try_wlock r"}));
  }
}

void append_wait(Dice& dice, std::vector<std::string>& out) {
  const std::string cond = dice.below(3) == 0 ? "d" : "c";
  out.insert(out.end(), {"lock mx", "wait " + cond, "load x", "unlock mx"});
}

void append_wake(Dice& dice, const std::string& kind, std::vector<std::string>& out) {
  const std::string cond = dice.below(3) == 0 ? "d" : "c";
  if (dice.below(2) == 0) {
    out.push_back(kind + " " + cond);
  } else {
    out.insert(out.end(), {"lock mx", "fetch_add x", kind + " " + cond, "unlock mx"});
  }
}

/// What a goroutine that is started in between does.
std::string child_of(Dice& dice, int value) {
  const std::string v = std::to_string(value);
  return dice.of<std::string>({"send ux " + v, "send uy " + v, "send bx " + v, "recv ux", "recv uy",
                               "load x", "close ux", "select recv ux | send uy " + v,
                               "select_default recv ux | send uy " + v,
                               "select_default send ux " + v + " | recv uy"});
}

void append(Dice& dice, const std::string& kind, int value, std::vector<std::string>& out) {
  const std::string x = dice.below(2) == 0 ? "x" : "y";
  const std::string y = x == "x" ? "y" : "x";
  const std::string v = std::to_string(value);
  if (kind == "load" || kind == "add" || kind == "fetch_add" || kind == "go" || kind == "lend" ||
      kind == "entrust" || kind == "consign" || kind == "relay" || kind == "answer" ||
      kind.starts_with("until_set") || kind == "until_tired" || kind == "until_either" ||
      kind == "until_equal" || kind == "until_added") {
    out.push_back(kind + " " + x);
  } else if (kind == "store" || kind == "cas") {
    out.push_back(kind + " " + x + " " + v);
  } else if (kind == "lock") {
    out.insert(out.end(), {"lock m" + x, "load " + x, "unlock m" + x});
  } else if (kind == "lock2") {
    out.insert(out.end(), {"lock m" + x, "lock m" + y, "unlock m" + y, "unlock m" + x});
  } else if (kind == "until_locked") {
    out.insert(out.end(), {kind + " m" + x, "load " + x, "unlock m" + x});
  } else if (kind == "until_taken") {
    out.insert(out.end(), {kind + " " + x, "load " + y, "store " + x + " 0"});
  } else if (kind == "until_served") {
    out.insert(out.end(), {kind + " x", "add y"});
  } else if (kind.starts_with("until_received")) {
    out.push_back(kind + " " + dice.of<std::string>({"bx", "ux", "by"}));
  } else if (kind == "try_lock") {
    out.push_back("try_lock m" + x);
  } else if (kind == "bsend" || kind == "usend") {
    out.push_back("send " + kind.substr(0, 1) + x + " " + v);
  } else if (kind == "brecv" || kind == "urecv") {
    out.push_back("recv " + kind.substr(0, 1) + x);
  } else if (kind == "close") {
    out.push_back("close " + dice.of<std::string>({"bx", "ux"}));
  } else if (kind == "wg") {
    out.push_back(dice.of<std::string>({"wg_add w", "wg_done w", "wg_wait w"}));
  } else if (kind == "choose") {
    out.push_back("len bx");
  } else if (kind == "plain") {
    out.push_back(dice.of<std::string>({"peek s", "poke s", "peek t", "poke t"}));
  } else if (kind == "rw") {
    append_rw(dice, v, out);
  } else if (kind == "rw_wild") {
    out.push_back(dice.of<std::string>({"rlock r", "runlock r", "wlock r", "wunlock r"}));
  } else if (kind == "wait") {
    append_wait(dice, out);
  } else if (kind == "signal" || kind == "broadcast") {
    append_wake(dice, kind, out);
  } else if (kind == "once") {
    out.push_back(dice.of<std::string>({"once o", "once o", "once p"}));
  } else if (kind == "value") {
    out.push_back("choose time");
  } else if (kind == "sleep" || kind == "after") {
    out.push_back(kind + " time");
  } else if (kind == "timer") {
    out.push_back(dice.of<std::string>({"recv time_out", "stop time_out", "reset time_out"}));
  } else if (kind == "timer_poll") {
    out.push_back("poll time_out");
  } else if (kind == "timer_func") {
    out.push_back(dice.of<std::string>({"stop time_func", "reset time_func"}));
  } else if (kind == "ticker") {
    out.push_back(dice.of<std::string>({"recv time_tick", "recv time_tick", "stop time_tick"}));
  } else if (kind == "ticker_poll") {
    out.push_back(dice.of<std::string>({"poll time_tick", "poll time_tick", "reset time_tick"}));
  } else if (kind == "late") {
    out.push_back(dice.of<std::string>({"make late", "look late", "look late", "end late"}));
  } else if (kind == "context") {
    const std::string verb =
        dice.of<std::string>({"cancel", "cancel", "done", "err", "cause", "poll_done"});
    out.push_back(verb + dice.of<std::string>({" parent", " child"}));
  } else if (kind == "semaphore") {
    out.push_back(dice.of<std::string>({"acquire", "acquire", "try_acquire", "release"}) +
                  " composed");
  } else if (kind == "flight") {
    out.push_back(dice.of<std::string>({"flight", "flight", "forget"}) + " composed");
  } else if (kind == "group") {
    out.push_back("group composed");
  } else if (kind == "spawn" || kind == "nest") {
    out.push_back(kind + " " + child_of(dice, value));
  } else if (kind == "borrow") {
    out.push_back("borrow u" + x);
  } else if (kind == "after_func" || kind == "derive") {
    out.push_back(kind + dice.of<std::string>({" parent", " child"}));
  } else {  // select, select_default
    out.push_back(kind + " " + case_of(dice, value) + " | " + case_of(dice, value));
  }
}

}  // namespace

Program random_program(std::uint64_t seed, const Shape& shape) {
  Dice dice(seed);
  Program program(static_cast<std::size_t>(2 + dice.below(shape.max_goroutines - 1)));
  for (std::size_t g = 0; g < program.size(); ++g) {
    const int length = 1 + dice.below(shape.max_operations);
    for (int n = 0; n < length; ++n) {
      append(dice, dice.of(shape.operations), static_cast<int>(100 * (g + 1)) + n, program[g]);
    }
  }
  return program;
}

std::string to_string(const Program& program) {
  std::string text;
  for (const auto& goroutine : program) {
    for (const std::string& operation : goroutine) text += operation + "; ";
    text += "\n";
  }
  return text;
}

}  // namespace weft::testing_support
