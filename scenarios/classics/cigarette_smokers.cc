// Cigarette smokers (Patil 1971): each smoker has plenty of one thing and needs the other two. The
// agent puts two things on the table, whichever; only one smoker can use them.
#include <array>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

constexpr std::size_t kThings = 3;
constexpr std::array kSmokers{"has tobacco", "has paper", "has matches"};

/// The smoker that has the third thing is the one who can smoke.
std::array<std::size_t, 2> others(std::size_t thing) {
  return {(thing + 1) % kThings, (thing + 2) % kThings};
}

/// BAD: each takes what it needs one after the other, and may take what another needs more.
void bad_one_after_the_other() {
  const std::array things{Chan<Unit>(1, "tobacco"), Chan<Unit>(1, "paper"),
                          Chan<Unit>(1, "matches")};
  const Chan<Unit> smoked("smoked");
  for (std::size_t smoker = 0; smoker < kThings; ++smoker) {
    go_background(kSmokers.at(smoker), [=] {
      for (const std::size_t thing : others(smoker)) things.at(thing).recv();
      smoked.send({});
    });
  }
  for (const std::size_t thing : others(static_cast<std::size_t>(choose(kThings)))) {
    things.at(thing).send({});
  }
  smoked.recv();
}

/// GOOD: somebody looks at all that is on the table, and calls the smoker who can use it.
void good_called_by_name() {
  const std::array calls{Chan<Unit>("call 0"), Chan<Unit>("call 1"), Chan<Unit>("call 2")};
  const Chan<std::size_t> table(2, "table");
  const Chan<Unit> smoked("smoked");
  const Chan<Unit> closing("closing");
  for (std::size_t smoker = 0; smoker < kThings; ++smoker) {
    go(kSmokers.at(smoker),
       [=] { select(recv(calls.at(smoker), [&] { smoked.send({}); }), recv(closing)); });
  }
  go("pusher", [=] {
    const std::size_t there = table.recv() + table.recv();
    calls.at(kThings - there).send({});  // 0 + 1 + 2 without the two that are there
  });
  for (const std::size_t thing : others(static_cast<std::size_t>(choose(kThings)))) {
    go("agent", [=] { table.send(thing); });
  }
  smoked.recv();
  closing.close();
}

const Registered registered[] = {
    Registered{{.name = "classics/cigarette_smokers/bad_one_after_the_other",
                .body = bad_one_after_the_other,
                .expects = kind::kDeadlock,
                .summary = "Smokers who take one thing and wait for the other"}},
    Registered{{.name = "classics/cigarette_smokers/called_by_name",
                .body = good_called_by_name,
                .summary = "A pusher who sees what is there and calls the right smoker"}},
};

}  // namespace
}  // namespace weft
