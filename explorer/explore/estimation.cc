#include "weft/explorer/explore/estimation.h"

#include <algorithm>
#include <string_view>

#include "weft/explorer/explore/crash_guard.h"
#include "weft/explorer/explore/follow.h"
#include "weft/explorer/explore/settings.h"
#include "weft/explorer/explore/transcript_writer.h"
#include "weft/explorer/explore/user_output.h"
#include "weft/explorer/kernel/world.h"

namespace weft {
namespace {

using search::Descents;

Estimate estimate_from(const Descents& descents, const Descents::Shape& shape) {
  const Descents::Size size = descents.size();
  const std::uint64_t rounds = std::max<std::uint64_t>(1, descents.rounds());
  return {.executions = size.executions,
          .low = size.low,
          .high = size.high,
          .descents = descents.exact() ? 0 : shape.population * rounds};
}

std::string hint_for(const HotSpot& spot) {
  const auto either = [&](std::string_view word) {
    return spot.first.operation.find(word) != std::string::npos ||
           spot.second.operation.find(word) != std::string::npos;
  };
  if (either("choose")) return "fewer values to choose from";
  if (either("fetch_")) return "if its result is not used, add() instead commutes with itself";
  if (either("lock")) return "fewer goroutines or rounds; what is only read needs no lock";
  if (either("send") || either("receive") || either("recv") || either("select")) {
    return "fewer messages or fewer goroutines at this channel";
  }
  if (either("load") || either("store")) {
    return "what is written before the goroutines are spawned is in nobody's way";
  }
  return "fewer goroutines or rounds";
}

/// Places and names come from running an execution once more, for a person.
class Explainer {
 public:
  Explainer(kernel::World& world, const Scenario& scenario) : world_(world), scenario_(scenario) {}

  void add(const Descents::Cause& cause) {
    Follow as_searched(cause.execution);
    const Schedule schedule = schedule_of(world_.run(scenario_.body, as_searched));
    if (as_searched.left_at() != kNowhere) return;
    const FreshNames names(world_);
    Follow follow(schedule);
    TranscriptWriter writer(world_);
    (void)world_.run(scenario_.body, follow, &writer);
    if (follow.left_at() != kNowhere) return;
    const Transcript& transcript = writer.transcript();
    HotSpot spot;
    spot.first = place(transcript, cause.first_event, spot.object);
    if (cause.second_event != cause.first_event) {
      spot.second = place(transcript, cause.second_event, spot.object);
    }
    spot.share = cause.weight;
    const auto same = std::ranges::find_if(spots_, [&](const HotSpot& s) {
      return s.object == spot.object && ((s.first == spot.first && s.second == spot.second) ||
                                         (s.first == spot.second && s.second == spot.first));
    });
    if (same != spots_.end()) {
      same->share += spot.share;
    } else {
      spots_.push_back(std::move(spot));
    }
  }

  [[nodiscard]] std::vector<HotSpot> hottest(double all) {
    constexpr std::size_t kMost = 5;
    constexpr double kLeast = 0.01;
    std::ranges::sort(spots_, std::greater<>(), &HotSpot::share);
    std::vector<HotSpot> hottest;
    for (HotSpot& spot : spots_) {
      spot.share /= all;
      if (hottest.size() == kMost || spot.share < kLeast) break;
      spot.hint = hint_for(spot);
      hottest.push_back(std::move(spot));
    }
    return hottest;
  }

 private:
  static HotSpot::Place place(const Transcript& transcript, std::uint32_t event,
                              std::string& object) {
    for (const Transcript::Step& step : transcript.steps) {
      if (step.kind != Transcript::StepKind::operation || step.event != event) continue;
      if (object.empty()) object = step.object;
      return {.operation = step.operation, .file = step.at.file, .line = step.at.line};
    }
    return {};
  }

  kernel::World& world_;
  const Scenario& scenario_;
  std::vector<HotSpot> spots_;
};

}  // namespace

Estimation estimate(const Scenario& scenario, const Options& options,
                    const Descents::Shape& shape) {
  const UserOutput quiet;
  kernel::World world(limits_of(scenario, options));
  world.behave(behaviour_of(scenario, options));
  const CrashGuard guard(options.watchdog);
  Descents descents(shape);
  for (bool more = true; more;) {
    const kernel::Execution& execution = world.run(scenario.body, descents);
    if (world.learned_something()) {
      world.use(std::make_shared<kernel::Names>());
      descents.restart();
    } else {
      more = descents.learn(execution);
    }
  }
  Estimation estimation{.estimate = estimate_from(descents, shape), .hot_spots = {}};
  std::vector<Descents::Cause> causes = descents.causes();
  std::ranges::sort(causes, std::greater<>(), &Descents::Cause::weight);
  double all = 0;
  for (const Descents::Cause& cause : causes) all += cause.weight;
  constexpr std::size_t kToldAtMost = 64;
  causes.resize(std::min(causes.size(), kToldAtMost));
  Explainer explainer(world, scenario);
  for (const Descents::Cause& cause : causes) explainer.add(cause);
  estimation.hot_spots = explainer.hottest(all);
  return estimation;
}

}  // namespace weft
