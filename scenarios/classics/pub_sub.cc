// Publish and subscribe: every subscriber gets every message, until he has had enough.
#include <array>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

constexpr int kMessages = 2;

struct Subscription {
  Chan<int> feed{"feed"};
  Chan<Unit> gone{"gone"};
};
using Subscriptions = std::array<Subscription, 2>;

/// Listens to the first `messages` of them.
void subscribe(const Subscription& mine, int messages) {
  for (int expected = 1; expected <= messages; ++expected) {
    expect(mine.feed.recv() == expected, "every message in order");
  }
  mine.gone.close();
}

/// GOOD: whoever is gone is passed over.
void publish(const Subscription& to, int message) {
  select(send(to.feed, message), recv(to.gone));
}

/// BAD: waits for a subscriber who may be gone.
void publish_stubbornly(const Subscription& to, int message) {
  to.feed.send(message);
}

/// One stays to the end, one leaves after the first message.
template <typename Publish>
void fan_out(Publish publish) {
  const Subscriptions subscriptions;
  go("stays", [=] { subscribe(subscriptions[0], kMessages); });
  go("leaves", [=] { subscribe(subscriptions[1], 1); });
  go("publisher", [=] {
    for (int message = 1; message <= kMessages; ++message) {
      for (const Subscription& to : subscriptions) publish(to, message);
    }
  });
  for (const Subscription& subscription : subscriptions) subscription.gone.recv();
}

const Registered registered[] = {
    Registered{{.name = "classics/pub_sub/unsubscribes",
                .body = [] { fan_out(publish); },
                .summary = "A subscriber who says that he leaves"}},
    Registered{{.name = "classics/pub_sub/bad_waits_for_all",
                .body = [] { fan_out(publish_stubbornly); },
                .expects = kind::kLeak,
                .summary = "A publisher who waits for a subscriber who has left"}},
};

}  // namespace
}  // namespace weft
