// CockroachDB 2448: two loops feed each other over unbuffered channels, one with events and one
// with callbacks; each may be sending to the other while nobody receives. The fix keeps events in a
// queue and offers its head in the select that also takes callbacks.
//
// The loops run for ever; here each ends once two events have gone round, or when told to stop.
#include <deque>

#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

constexpr int kEvents = 2;

struct Store {
  Chan<int> events{"events"};
  Chan<int> callbacks{"callbacks"};
  Chan<Unit> stop{"stop"};

  /// The other side: for each event, a callback.
  void process_events() const {
    for (int n = 0; n < kEvents; ++n) {
      bool stopped = false;
      select(recv(stop, [&] { stopped = true; }),
             recv(events, [&](int event) { select(send(callbacks, event), recv(stop)); }));
      if (stopped) return;
    }
  }

  void process_raft_bug() const {
    int sent = 0;
    for (int called = 0; called < kEvents;) {
      select(recv(callbacks, [&] { ++called; }), otherwise([&] {
               if (sent == kEvents) return callbacks.next(), void(++called);
               ++sent;
               select(send(events, sent), recv(stop));
             }));
    }
  }

  void process_raft_fixed() const {
    std::deque<int> queue;
    for (int n = 1; n <= kEvents; ++n) queue.push_back(n);
    for (int called = 0; called < kEvents;) {
      const auto head = queue.empty() ? Chan<int>(nullptr) : events;
      select(recv(callbacks, [&] { ++called; }),
             send(head, queue.empty() ? 0 : queue.front(), [&] { queue.pop_front(); }));
    }
  }
};

void bug() {
  Store store;
  go("events", [&] { store.process_events(); });
  go("raft", [&] { store.process_raft_bug(); });
}

void fixed() {
  Store store;
  go("events", [&] { store.process_events(); });
  go("raft", [&] { store.process_raft_fixed(); });
}

const RegisteredBug registered{{"cockroach_2448", bug, fixed, kind::kLeak,
                                "Two loops that send to each other at the same time"}};

}  // namespace
}  // namespace weft
