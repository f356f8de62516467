#include "weft/explorer/explore/decisive.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "weft/explorer/explore/follow.h"
#include "weft/explorer/explore/reversals_of.h"
#include "weft/explorer/kernel/file_and_line.h"

namespace weft {

using kernel::Execution;
using kernel::GoroutineId;
using kernel::Open;
using kernel::Transition;

namespace {

constexpr std::size_t kLongest = 1000;  // looking for pairs is quadratic

/// Some way in which `g` can go on now, be it that another one comes to meet it.
Transition any_of(GoroutineId g, Open& open) {
  const auto all = open.all();
  const auto first = std::ranges::find_if(all, [g](const Transition& t) { return t.involves(g); });
  return first == all.end() ? Transition{} : *first;
}

/// Follows a schedule as far as it can be followed: what cannot happen is left out.
class Attempt final : public kernel::Strategy {
 public:
  explicit Attempt(const Reversal& reversal) : reversal_(reversal) {}

  Transition choose(Open& open) override {
    while (next_ < reversal_.schedule.size()) {
      const Transition& t = reversal_.schedule[next_++];
      if (open.enabled(t)) return t;
    }
    if (next_++ == reversal_.schedule.size()) {
      const Transition second = second_in(open);
      if (!second.none()) {
        reversed_ = true;
        return second;
      }
    }
    return open.usual();
  }
  bool learn(const Execution& /*finished*/) override { return false; }
  void restart() override {
    next_ = 0;
    reversed_ = false;
  }

  /// Whether the second one did come before the first.
  [[nodiscard]] bool reversed() const { return reversed_; }

 private:
  [[nodiscard]] Transition second_in(Open& open) const {
    if (reversal_.of_outcome()) return first_in_that_way(open);
    if (!reversal_.wanted.none() && open.enabled(reversal_.wanted)) return reversal_.wanted;
    return any_of(reversal_.by, open);
  }

  /// Whoever comes to meet it.
  [[nodiscard]] Transition first_in_that_way(Open& open) const {
    const auto [g, way] = std::pair(reversal_.wanted.goroutine, reversal_.wanted.way);
    for (const Transition& t : open.all()) {
      if (t.goroutine == g && t.way == way) return t;
      if (t.peer == g && t.peer_way == way) return t;
    }
    return {};
  }

  const Reversal& reversal_;
  std::size_t next_ = 0;
  bool reversed_ = false;
};

std::optional<std::size_t> step_of(const Transcript& transcript, std::size_t event) {
  for (std::size_t i = 0; i < transcript.steps.size(); ++i) {
    const Transcript::Step& step = transcript.steps[i];
    if (step.kind == Transcript::StepKind::operation && step.event == event) return i;
  }
  return std::nullopt;
}

/// "b's lock mu (B, step 5, x.cc:3)", where the table marks the step with a B; "b's select (B, step
/// 5, x.cc:3), which took recv jobs". Of a meeting, the side that the step is told of or the other.
std::string shown(const Transcript& transcript, std::size_t index, char mark,
                  bool of_the_peer = false) {
  constexpr std::size_t kLongest = 12;  // of a result: more would be in the way
  const Transcript::Step& step = transcript.steps[index];
  const auto who = of_the_peer ? static_cast<std::size_t>(step.peer) : step.goroutine;
  const std::string verb = step.operation_of(who);
  const std::string what = step.object.empty() ? verb : verb + ' ' + step.object;
  const bool otherwise = step.operation == "select" && step.result == "default";
  const bool chosen = otherwise || !(of_the_peer ? step.peer_offered : step.offered).empty();
  std::string text =
      transcript.goroutines[who].name + "'s " + (chosen ? std::string("select") : what) + " (";
  if (!chosen && !step.result.empty() && step.result.size() <= kLongest) text += step.result + "; ";
  text += std::string(1, mark) + ", step " + std::to_string(index + 1) + ", " +
          file_and_line(of_the_peer ? step.peer_at : step.at) + ')';
  return chosen ? text + ", which took " + (otherwise ? "its default" : what) : text;
}

void tell(const Reversal& reversal, Counterexample& told) {
  const Transcript& transcript = told.transcript;
  const auto first = step_of(transcript, reversal.first);
  if (!first) return;
  told.decisive = {*first};
  if (reversal.of_outcome()) {
    const Transcript::Step& step = transcript.steps[*first];
    const bool of_the_peer = step.goroutine != index(reversal.by) && !step.peer_offered.empty();
    told.cause.push_back("The outcome that decides: that of " +
                         shown(transcript, *first, 'A', of_the_peer) +
                         "; with another one the scenario passes (checked).");
    return;
  }
  std::string second;
  if (const auto happened = step_of(transcript, reversal.second)) {
    told.decisive.push_back(*happened);
    second = shown(transcript, *happened, 'B');
  } else {
    const Transcript::Goroutine& g = transcript.goroutines[index(reversal.by)];
    const Transcript::Waiting& next = g.waits.operation.empty() ? g.next : g.waits;
    second =
        g.name + "'s " + next.operation + ' ' + next.object + " (" + file_and_line(next.at) + ')';
  }
  told.cause.push_back("The order that decides: " + shown(transcript, *first, 'A') +
                       " came before " + second +
                       "; the other way round the scenario passes (checked).");
}

/// Not everything is tried: not who else could have met somebody, for example.
void tell_that_nothing_decides(std::size_t tried, Counterexample& told) {
  if (tried == 0 || told.finding.kind == kind::kDataRace) return;
  told.cause.push_back(tried == 1
                           ? "With the one other order or outcome that was tried it fails, too."
                           : "With each of the " + std::to_string(tried) +
                                 " other orders and outcomes that were tried it fails, too.");
}

bool passes(const Execution& execution, Inspector& inspector) {
  return !execution.cut() && !execution.assumed_away() && inspector.inspect(execution).empty();
}

}  // namespace

std::optional<Schedule> tell_decisive_pair(const Schedule& schedule, kernel::World& world,
                                           const kernel::Body& body, Inspector& inspector,
                                           Counterexample& told) {
  if (schedule.size() > kLongest) return std::nullopt;
  const FreshNames names(world);
  Follow follow(schedule, schedule.size());
  const std::vector<Reversal> candidates = reversals_of(world.run(body, follow));
  std::size_t tried = 0;
  for (const Reversal& reversal : candidates) {
    Attempt attempt(reversal);
    const Execution& other = world.run(body, attempt);
    if (!attempt.reversed()) continue;
    ++tried;
    if (!passes(other, inspector)) continue;
    tell(reversal, told);
    return schedule_of(other);
  }
  tell_that_nothing_decides(tried, told);
  return std::nullopt;
}

}  // namespace weft
