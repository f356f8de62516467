#include "weft/explorer/output/wait_circle.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/palette.h"

namespace weft::output {
namespace {

/// That a goroutine waits for another one.
struct Wait {
  std::size_t whom;
  std::string what;  // "mu held by first"
};

/// What a goroutine waits to do.
struct Wish {
  std::string_view verb;
  std::string_view object;
};

/// Who does this makes the wish come true.
struct Help {
  std::string_view wish;
  std::array<std::string_view, 2> verbs;
  std::string_view done;
};
constexpr std::array kHelp{
    Help{"recv", {"send", "close"}, " to be sent by "},
    Help{"recv", {"cancel", "expire"}, " to be cancelled by "},
    Help{"send", {"recv", "recv"}, " to be received by "},
    Help{"wait", {"done", "done"}, " to be done by "},
    Help{"wait", {"signal", "broadcast"}, " to be signalled by "},
};

std::vector<Wish> wishes_of(const Transcript::Waiting& waits) {
  if (!waits.operation.starts_with("select")) return {{waits.operation, waits.object}};
  std::vector<Wish> wishes;
  for (std::string_view rest = waits.object; !rest.empty();) {
    const std::string_view one = rest.substr(0, rest.find(" | "));
    const auto space = one.find(' ');
    if (space != one.npos) wishes.push_back({one.substr(0, space), one.substr(space + 1)});
    rest.remove_prefix(std::min(rest.size(), one.size() + 3));
  }
  return wishes;
}

/// Who in this step did what makes the wish come true; the end if nobody did.
std::size_t helper_in(const Transcript::Step& step, const Wish& wish, const Help& help) {
  constexpr auto kNobody = static_cast<std::size_t>(-1);
  if (step.kind != Transcript::StepKind::operation || step.object != wish.object) return kNobody;
  // A meeting is told by its sender; the receiver is its peer.
  if (wish.verb == "send" && step.operation == "send" && step.peer >= 0) {
    return static_cast<std::size_t>(step.peer);
  }
  const bool helps = std::ranges::find(help.verbs, step.operation) != help.verbs.end();
  return helps ? step.goroutine : kNobody;
}

class Circle {
 public:
  explicit Circle(const Counterexample& told) : told_(told), all_(told.transcript.goroutines) {}

  /// Locks alone, if they make one; else by anything.
  bool found() {
    for (const bool by_messages : {false, true}) {
      by_messages_ = by_messages;
      for (std::size_t g = 0; g < all_.size(); ++g) {
        start_ = g;
        met_.assign(all_.size(), false);
        if (stuck(g) && leads_back(g)) return true;
      }
    }
    return false;
  }
  [[nodiscard]] std::size_t start() const { return start_; }
  /// From start() on.
  [[nodiscard]] const std::vector<Wait>& waits() const { return path_; }

 private:
  [[nodiscard]] bool stuck(std::size_t g) const {
    return fate_of(told_, g) == Fate::waits_for_ever;
  }

  bool leads_back(std::size_t g) {
    met_[g] = true;
    for (Wait& wait : waits_of(g)) {
      const std::size_t next = wait.whom;
      if (next != start_ && (met_[next] || !stuck(next))) continue;
      path_.push_back(std::move(wait));
      if (next == start_ || leads_back(next)) return true;
      path_.pop_back();
    }
    return false;
  }

  [[nodiscard]] std::vector<Wait> waits_of(std::size_t g) const {
    std::vector<Wait> found;
    for (const Wish& wish : wishes_of(all_[g].waits)) {
      if (!wish.object.empty()) add_holders(wish, found);
      if (by_messages_ && found.empty()) add_helpers(g, wish, found);
    }
    return found;
  }

  void add_holders(const Wish& wish, std::vector<Wait>& found) const {
    const std::string object(wish.object);
    if (wish.verb == "rlock") add_writers(object, found);
    for (std::size_t h = 0; h < all_.size(); ++h) {
      const auto& holds = all_[h].holds;
      if (std::ranges::find(holds, object, &Transcript::Held::object) == holds.end()) continue;
      found.push_back({h, object + " held by " + all_[h].name});
    }
  }

  /// A writer who waits keeps out readers who come later.
  void add_writers(const std::string& object, std::vector<Wait>& found) const {
    for (std::size_t w = 0; w < all_.size(); ++w) {
      const Transcript::Waiting& waits = all_[w].waits;
      if (waits.operation != "lock" || waits.object != object) continue;
      found.push_back({w, object + " asked for before by " + all_[w].name});
    }
  }

  void add_helpers(std::size_t g, const Wish& wish, std::vector<Wait>& found) const {
    for (const Help& help : kHelp) {
      if (help.wish != wish.verb) continue;
      for (const Transcript* tale : {&told_.transcript, &told_.passing}) {
        for (const Transcript::Step& step : tale->steps) {
          const std::size_t helper = helper_in(step, wish, help);
          if (helper >= tale->goroutines.size()) continue;
          const std::string_view done = step.operation == "close" ? " to be closed by " : help.done;
          add(g, std::string(wish.object).append(done), tale->goroutines[helper].name, found);
        }
      }
    }
  }

  void add(std::size_t g, const std::string& what, const std::string& name,
           std::vector<Wait>& found) const {
    const auto here = std::ranges::find(all_, name, &Transcript::Goroutine::name);
    if (here == all_.end()) return;
    const auto whom = static_cast<std::size_t>(here - all_.begin());
    if (whom == g || std::ranges::find(found, whom, &Wait::whom) != found.end()) return;
    found.push_back({whom, what + name});
  }

  const Counterexample& told_;
  const std::vector<Transcript::Goroutine>& all_;
  bool by_messages_ = false;
  std::size_t start_ = 0;
  std::vector<bool> met_;
  std::vector<Wait> path_;
};

}  // namespace

std::string circle_of(const Counterexample& told, const Style& style) {
  Circle circle(told);
  if (!circle.found()) return {};
  const Palette palette(style);
  std::string text = printable(told.transcript.goroutines[circle.start()].name, style.utf8);
  for (const Wait& wait : circle.waits()) {
    text += ' ' + std::string(palette.glyphs().to) + ' ' + printable(wait.what, style.utf8);
  }
  return text;
}

}  // namespace weft::output
