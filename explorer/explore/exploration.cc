#include "weft/explorer/explore/exploration.h"

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <string>

#include "weft/explorer/explore/follow.h"
#include "weft/explorer/explore/hurry.h"
#include "weft/explorer/explore/minimise.h"
#include "weft/explorer/explore/news.h"
#include "weft/explorer/explore/resume.h"
#include "weft/explorer/explore/settings.h"
#include "weft/explorer/explore/started_threads.h"
#include "weft/explorer/explore/token.h"
#include "weft/explorer/explore/warnings.h"
#include "weft/explorer/kernel/process.h"

namespace weft {

using kernel::Execution;

namespace {

// However long the search goes on, so many different findings are looked at closely.
constexpr std::size_t kTellAtMost = 1000;

/// Whoever declares what breaks looks for that, not for what comes along with it.
void put_expected_first(Report& report) {
  std::stable_partition(report.counterexamples.begin(), report.counterexamples.end(),
                        [&](const Counterexample& c) { return c.finding.kind == report.expected; });
}

/// Real threads do not come at the same time again.
bool shows_a_thread_break(const Execution& execution) {
  return std::ranges::any_of(execution.incidents(), &kernel::Incident::outside);
}

}  // namespace

Exploration::Exploration(const Scenario& scenario, const Options& options, Monitor& monitor)
    : scenario_(scenario),
      options_(options),
      monitor_(monitor),
      budget_(options),
      lookout_(budget_, monitor),
      world_(limits_of(scenario, options)),
      strategy_(make_strategy(options)),
      teller_(world_, scenario, inspector_, output_),
      determinism_(world_, scenario),
      guard_(options.watchdog) {
  if (kernel::process() != nullptr) options_.jobs = 1;  // what they share is there only once
  world_.behave(behaviour_of(scenario, options));
  world_.expect_loops(false);
  report_.scenario = scenario.name;
  report_.expected = scenario.expects;
  report_.strategy = options.strategy;
}

Report Exploration::run() {
  for (const std::string& token : options_.first) {
    if (!enough()) try_first(token);
  }
  bool more = true;
  do {
    while (more && !enough() && !(cut_ = cut_off())) more = is_large() ? go_on_together() : step();
    if (cut_) save();
    if (cut_) estimate_size();
    look_outside();
  } while (!unsteady_ && !minimise() && (more = true));
  put_expected_first(report_);
  if (unsteady_) report_.counterexamples.push_back(std::move(*unsteady_));
  name_bounds();
  report_.cut_off = cut_;
  if (!cut_) report_.size = {};
  if (report_.size) {
    report_.size->estimate = report_.size->estimate.knowing(report_.executions);
  }
  report_.verdict = verdict(!more);
  warn(report_, scenario_, world_, teller_);
  report_.elapsed_seconds = elapsed_before_ + budget_.elapsed_seconds();
  return std::move(report_);
}

/// A schedule that failed once. Where the scenario has changed, it is followed as far as it can be.
void Exploration::try_first(const std::string& text) {
  const Token token = parse_token(text);
  if (token.scenario != scenario_.name) {
    throw std::invalid_argument("the token belongs to scenario \"" + token.scenario + '"');
  }
  FollowDeviations follow(token.deviations);
  world_.suppose(token.affirmed);
  for (bool again = true; again; again = world_.learned_something()) {
    follow.restart();
    (void)world_.run(scenario_.body, follow);
  }
  world_.suppose({});
  if (!note(world_.so_far())) return;
  count(world_.so_far());
  const Hurry hurry(guard_, met_.broken, options_.watchdog);
  tell();
}

/// Run, check, learn. False: nothing is left to explore.
bool Exploration::step() {
  const Execution& execution = world_.run(scenario_.body, *strategy_.strategy);
  if (world_.learned_something()) {
    start_over();
    return true;
  }
  if (execution.impossible()) return unsteady(execution);
  resumed_ = false;
  count(execution);
  const bool news = note(execution);
  const bool again = looks_again(news) && !shows_a_thread_break(execution);
  if (again) determinism_.remember(execution);
  const bool more = strategy_.strategy->learn(execution);
  const Hurry hurry(guard_, met_.broken, options_.watchdog);
  if (again && !same_again()) return false;
  if (news) tell();
  return more;
}

/// Every execution that shows something is run twice, and of the others some.
bool Exploration::looks_again(bool news) const {
  constexpr std::uint64_t kOneIn = 128;
  const std::uint64_t n = report_.executions + report_.blocked;
  return news || std::has_single_bit(n) || n % kOneIn == 0;
}

bool Exploration::same_again() {
  const auto difference = determinism_.first_difference();
  if (difference && shows_a_thread_break(world_.so_far())) {
    Met before = met_;
    if (note(world_.so_far())) tell();
    met_ = std::move(before);
    return true;
  }
  if (difference) unsteady_ = determinism_.tell(*difference);
  return !unsteady_;
}

/// A thread that the scenario has started may break when the last execution is over.
void Exploration::look_outside() {
  if (unsteady_ || !report_.counterexamples.empty()) return;
  wait_for_threads();
  if (kernel::broken_outside() == nullptr) return;
  Follow as_usual({});
  if (note(world_.run(scenario_.body, as_usual))) tell();
}

/// What was possible the last time is not this time.
bool Exploration::unsteady(const Execution& execution) {
  if (resumed_) refuse_changed(scenario_);
  const std::size_t event = execution.size();
  determinism_.remember(execution);
  unsteady_ = determinism_.tell(event);
  return false;
}

void Exploration::start_over() {
  strategy_.strategy->restart();
  world_.use(std::make_shared<kernel::Names>());
  report_.executions = report_.blocked = report_.events = events_at_last_look_ = 0;
  report_.depth = 0;
  steps_cut_ = crowded_ = held_back_ = false;
}

void Exploration::count(const Execution& execution) {
  if (execution.cut() && !execution.reached_limit() && !execution.crashed()) {
    ++report_.blocked;
  } else {
    ++report_.executions;
  }
  steps_cut_ = steps_cut_ || (execution.reached_limit() && !execution.crowded());
  crowded_ = crowded_ || execution.crowded();
  held_back_ = held_back_ || execution.held_back();
  report_.events += execution.size();
  report_.depth = std::max(report_.depth, execution.size());
}

/// Keeps what is needed to tell about this execution, if there is something new to tell.
bool Exploration::note(const Execution& execution) {
  const auto broken = inspector_.inspect(execution);
  if (broken.empty()) return false;
  const bool given_up = execution.cut() && !execution.crashed() && !execution.reached_limit();
  met_.broken.clear();
  for (const Broken& b : broken) {
    // It may open again: somebody else may give the lock back. What lasts is seen elsewhere.
    if (given_up && std::string_view(b.violation.kind) == kind::kDeadlock) continue;
    if (signatures_.size() >= kTellAtMost) break;
    if (signatures_.insert(signature(b.violation, execution)).second) met_.broken.push_back(b);
  }
  if (met_.broken.empty()) return false;
  for (Broken& b : met_.broken) b.violation.goroutine = place(b.violation.goroutine, execution);
  met_.schedule = schedule_of(execution);
  return true;
}

void Exploration::tell() {
  for (const Broken& broken : met_.broken) {
    Counterexample told = teller_.tell(met_.schedule, broken);
    told.found_in_execution = report_.executions + report_.blocked;
    if (is_known(told, report_.counterexamples)) continue;
    report_.counterexamples.push_back(std::move(told));
    found_.push_back({met_.schedule, broken});
    if (enough()) return;
  }
}

/// The search is over: every finding is told again by the simplest schedule that shows it. False:
/// something was learned on the way, and all has to be searched again.
bool Exploration::minimise() {
  world_.expect_loops(true);  // schedules nobody has run before
  const std::size_t facts = world_.facts().size();
  std::vector<Counterexample> before = std::exchange(report_.counterexamples, {});
  for (std::size_t i = 0; i < before.size(); ++i) {
    const bool takes_long =
        before[i].finding.kind == kind::kNeverYields || found_[i].broken.violation.outside;
    Minimiser minimiser(world_, scenario_.body, inspector_);
    const auto smallest =
        takes_long ? std::nullopt : minimiser.smallest(found_[i].schedule, found_[i].broken);
    Counterexample told = std::move(before[i]);
    if (smallest) {
      const std::uint64_t found_in = told.found_in_execution;
      told = teller_.tell(smallest->schedule, smallest->broken);
      told.found_in_execution = found_in;
      told.minimal = smallest->proved;
      teller_.tell_what_decides(smallest->schedule, smallest->broken, told);
    }
    if (world_.facts().size() != facts && !cut_) return forget();
    if (is_known(told, report_.counterexamples)) continue;
    report_.counterexamples.push_back(std::move(told));
  }
  return true;
}

bool Exploration::forget() {
  report_.counterexamples.clear();
  found_.clear();
  signatures_.clear();
  start_over();
  return false;
}

/// A scenario that declares what it breaks is searched until just that is found.
bool Exploration::enough() const {
  if (options_.keep_going || report_.counterexamples.empty()) return false;
  return report_.expected.empty() || report_.as_expected();
}

/// Looks up from the search. True: it ends here, and something is left.
bool Exploration::cut_off() {
  constexpr std::uint64_t kEventsBetweenLooks = 256;  // the clock is not free
  if (options_.max_executions && attempts() >= *options_.max_executions) return true;
  if (report_.events < events_at_last_look_ + kEventsBetweenLooks) return false;
  events_at_last_look_ = report_.events;
  return serve(lookout_.look(attempts()));
}

Verdict Exploration::verdict(bool finished) const {
  if (unsteady_) return Verdict::nondeterministic;
  if (!report_.counterexamples.empty()) return Verdict::violation;
  if (!finished || !strategy_.exhaustive) return Verdict::not_proved;
  return report_.bounds.empty() ? Verdict::verified : Verdict::verified_bounded;
}

void Exploration::name_bounds() {
  if (strategy_.strategy != nullptr) {
    kernel::Account account = strategy_.strategy->account();
    if (!account.bound.empty()) report_.bounds.push_back(std::move(account.bound));
    report_.notes = std::move(account.notes);
  }
  if (steps_cut_) {
    report_.bounds.push_back("at most " + std::to_string(options_.max_steps) + " steps");
  }
  if (crowded_) {
    report_.bounds.push_back("at most " + std::to_string(options_.max_goroutines) + " goroutines");
  }
  if (world_.facts().knows_of(kernel::kRacingMemory)) {
    report_.bounds.emplace_back("races as if atomic");
  }
  if (held_back_) {
    report_.bounds.push_back("spin bound " + std::to_string(world_.behaviour().spin_bound));
  }
}

}  // namespace weft
