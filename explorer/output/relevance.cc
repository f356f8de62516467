#include "weft/explorer/output/relevance.h"

#include <algorithm>
#include <charconv>

namespace weft::output {

Relevance::Relevance(const Counterexample& told) : told_(told) {
  const Transcript& transcript = told.transcript;
  objects_.insert(told.finding.objects.begin(), told.finding.objects.end());
  for (std::size_t g = 0; g < transcript.goroutines.size(); ++g) {
    const auto& names = told.finding.goroutines;
    if (std::ranges::find(names, transcript.goroutines[g].name) == names.end()) continue;
    goroutines_.insert(g);
    keep_places_of(g);
  }
  objects_.erase("");
  told_of_.insert(told.decisive.begin(), told.decisive.end());
  told_of_.insert(told.finding.steps.begin(), told.finding.steps.end());
  keep_what_the_cause_names();
  keep_named_switches();
}

void Relevance::keep_named_switches() {
  std::size_t named = 0;
  const auto& steps = told_.transcript.steps;
  for (std::size_t i = 0; i < steps.size() && named < kNamedSwitches; ++i) {
    if (steps[i].need != Transcript::Need::free) continue;
    told_of_.insert(i);
    ++named;
  }
}

/// A reader who is told of "step 16" looks for it.
void Relevance::keep_what_the_cause_names() {
  constexpr std::string_view kStep = "step ";
  for (const std::string& sentence : told_.cause) {
    for (auto at = sentence.find(kStep); at != sentence.npos; at = sentence.find(kStep, at + 1)) {
      const char* const end = sentence.data() + sentence.size();
      std::size_t number = 0;
      std::from_chars(sentence.data() + at + kStep.size(), end, number);
      if (number > 0 && number <= told_.transcript.steps.size()) told_of_.insert(number - 1);
    }
  }
}

/// What it waits for and holds; where it took that; what it did last.
void Relevance::keep_places_of(std::size_t goroutine) {
  const Transcript& transcript = told_.transcript;
  objects_.insert(transcript.goroutines[goroutine].waits.object);
  for (const Transcript::Held& held : transcript.goroutines[goroutine].holds) {
    objects_.insert(held.object);
    decisive_.insert(held.since_step);
  }
  for (std::size_t i = transcript.steps.size(); i-- > 0;) {
    if (transcript.steps[i].goroutine != goroutine) continue;
    if (transcript.steps[i].kind == Transcript::StepKind::exit) continue;
    last_.insert(i);
    return;
  }
}

bool Relevance::concerns(std::size_t goroutine) const {
  return goroutines_.contains(goroutine);
}

/// An operation may name several objects ("recv jobs, recv done").
bool Relevance::touches_what_matters(const Transcript::Step& step) const {
  if (objects_.contains(step.object)) return true;
  return std::ranges::any_of(objects_, [&](const std::string& object) {
    return step.object.find(object) != std::string::npos;
  });
}

Weight Relevance::weight(std::size_t number) const {
  const Transcript::Step& step = told_.transcript.steps[number];
  if (told_of_.contains(number) || step.need == Transcript::Need::needed) return Weight::told;
  if (step.kind == Transcript::StepKind::exit) return Weight::aside;
  if (decisive_.contains(number)) return Weight::decisive;
  if (last_.contains(number)) return Weight::close;
  const bool by =
      concerns(step.goroutine) || (step.peer >= 0 && concerns(static_cast<std::size_t>(step.peer)));
  const bool on = touches_what_matters(step);
  if (by && on) return Weight::close;
  return by || on ? Weight::related : Weight::aside;
}

}  // namespace weft::output
