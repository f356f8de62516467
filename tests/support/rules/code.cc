#include "weft/tests/support/rules/code.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

namespace weft::testing_support::rules {
namespace {

std::size_t object_of(const std::string& name) {
  static const std::map<std::string, std::size_t> objects{
      {"x", 0}, {"y", 1}, {"mx", 0}, {"my", 1}, {"bx", 0}, {"by", 1}, {"ux", 2},     {"uy", 3},
      {"s", 0}, {"t", 1}, {"c", 0},  {"d", 1},  {"o", 0},  {"p", 1},  {"parent", 0}, {"child", 1}};
  const auto known = objects.find(name);
  return known == objects.end() ? 0 : known->second;
}

Op silent(std::string verb, std::size_t object = 0, int value = 0, std::size_t child = 0) {
  return {
      .verb = std::move(verb), .object = object, .value = value, .child = child, .shows = false};
}

Op shown(std::string verb, std::size_t object = 0) {
  return {.verb = std::move(verb), .object = object};
}

class Reader {
 public:
  explicit Reader(Code& code) : code_(code) {}

  std::vector<Op> read(const std::vector<std::string>& words) {
    std::vector<Op> ops;
    for (const std::string& word : words) {
      for (Op& op : meaning(word)) ops.push_back(std::move(op));
    }
    return ops;
  }

 private:
  std::vector<Op> meaning(const std::string& word);
  std::vector<Op> of_a_child(const std::string& verb, const std::string& word);
  static Op communication(const std::string& word);
  std::size_t child(std::vector<Op> ops) {
    code_.parts.push_back(std::move(ops));
    return code_.parts.size() - 1;
  }

  Code& code_;
};

Op Reader::communication(const std::string& word) {
  std::istringstream words(word);
  Op op;
  std::string way;
  std::string name;
  words >> op.verb;
  if (op.verb.starts_with("select")) {
    words >> way;
  } else {
    way = op.verb;
  }
  do {
    words >> name;
    op.ways.push_back({.sends = way == "send", .chan = object_of(name)});
    if (way == "send") words >> op.ways.back().value;
  } while (words >> name >> way);  // the bar, and the next
  return op;
}

/// A word whose sights are a line of their own: the goroutine that it starts says it.
std::vector<Op> Reader::of_a_child(const std::string& verb, const std::string& word) {
  const std::size_t started = child(meaning(word));
  code_.lines.push_back(started);
  if (verb == "spawn") return {{.verb = "start", .child = started}};
  return {silent("start", 0, 0, started), shown("join_child")};
}

std::vector<Op> Reader::meaning(const std::string& word) {
  std::istringstream words(word);
  std::string verb;
  std::string name;
  int value = 0;
  words >> verb >> name >> value;
  const std::size_t object = object_of(name);
  if (word == "make late") return {shown("begin"), silent("make", 0, 5), shown("made")};
  if (word == "look late") return {shown("is_there"), shown("err", 3)};
  if (word == "end late") return {shown("cancel", 2)};
  if (name.starts_with("time_")) return {shown(word)};
  if (verb == "sleep") return {silent("pause", 0, 12), shown("awake")};
  if (verb == "after") return {silent("pause", 0, 3), shown("awake")};
  if (verb.starts_with("select") || verb == "send" || verb == "recv" || verb == "until_received") {
    return {communication(word)};
  }
  if (verb == "until_received_in_time") return {communication("recv " + name)};
  if (verb == "spawn" || verb == "nest") return of_a_child(verb, word.substr(verb.size() + 1));
  if (verb == "once") return {shown("once", object), silent("draw"), shown("once_done", object)};
  if (verb == "until_served") return {silent("draw", object), shown(verb, object)};
  if (verb == "until_tired") return {silent("rest"), shown(verb, object)};
  if (verb == "until_either" || verb == "until_equal" || verb == "until_added") {
    return {silent("remember", object), shown(verb, object)};
  }
  if (verb == "wait") {
    return {silent("queue", object), silent("unlock"), silent("sleep"), shown("lock")};
  }
  if (verb == "go") return {{.verb = "start", .child = child({silent("add_ten", object)})}};
  if (verb == "after_func") {
    return {{.verb = verb, .object = object, .child = child({silent("store", 1, 5)})}};
  }
  if (verb == "lend") {
    const std::size_t other =
        child({silent("lent_store"), silent("lent_load"), silent("take", object)});
    return {silent("lend", 0, 0, other), silent("look"), shown("outlive")};
  }
  if (verb == "entrust") {
    const std::size_t other =
        child({silent("until_told"), silent("lent_look"), silent("add_ten", object)});
    return {silent("lend", 0, 0, other), silent("tell_child"), shown("leave")};
  }
  if (verb == "consign") {
    const std::size_t other = child({silent("until_told"), silent("add_ten", object)});
    return {silent("lend", 0, 0, other), shown("tell_child")};
  }
  if (verb == "relay" || verb == "answer") {
    const std::size_t other = child({silent("tell_parent"), silent("add_ten", object)});
    return {silent("lend", 0, 0, other), shown("until_told_by_child")};
  }
  if (verb == "borrow") {
    Op waits = communication("recv " + name);
    waits.shows = false;
    const std::size_t other = child({waits, silent("lent_store")});
    return {silent("lend", 0, 0, other), silent("look"), shown("outlive")};
  }
  return {{.verb = verb, .object = object, .value = value}};
}

/// A deadline alone need not run: it may pass at any moment.
std::array<int, kTimed> timers_of(const std::vector<std::vector<std::string>>& program) {
  const auto mentions = [&](const char* end) {
    return std::ranges::any_of(program, [&](const std::vector<std::string>& words) {
      return std::ranges::any_of(words, [&](const std::string& w) { return w.ends_with(end); });
    });
  };
  const bool contexts = mentions(" parent") || mentions(" child");
  return {contexts ? 10 : 0, mentions(" time_out") ? 20 : 0, mentions(" time_func") ? 5 : 0,
          mentions(" time_tick") ? 10 : 0, 0};
}

}  // namespace

Code code_of(const std::vector<std::vector<std::string>>& program) {
  Code code;
  code.parts.resize(program.size());
  for (std::size_t g = 0; g < program.size(); ++g) code.lines.push_back(g);
  Reader reader(code);
  for (std::size_t g = 0; g < program.size(); ++g) {
    std::vector<Op> ops = reader.read(program[g]);
    code.parts[g] = std::move(ops);
  }
  code.timers = timers_of(program);
  code.function = code.parts.size();
  code.parts.push_back({silent("store", 0, 7)});
  return code;
}

}  // namespace weft::testing_support::rules
