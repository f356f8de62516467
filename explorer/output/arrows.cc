#include "weft/explorer/output/arrows.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace weft::output {
namespace {

using Step = Transcript::Step;

bool takes_a_lock(const Step& step) {
  const bool takes = step.operation == "lock" || step.operation == "rlock";
  const bool tries = step.operation == "try_lock" || step.operation == "try_rlock";
  return takes || (tries && step.result == "true");
}

bool gives_a_lock(const Step& step) {
  return step.operation == "unlock" || step.operation == "runlock";
}

bool announces(const Step& step) {
  return step.operation == "signal" || step.operation == "broadcast";
}

/// What has happened to one object so far, as far as it may still lead somewhere.
struct Object {
  std::optional<std::size_t> given;      // the last unlock
  std::optional<std::size_t> announced;  // the last signal or broadcast
  std::optional<std::size_t> closed;
  std::optional<std::size_t> cancelled;
  std::optional<std::size_t> done;   // the last done
  std::deque<std::size_t> buffered;  // sends that nobody has received yet
};

class Artist {
 public:
  explicit Artist(const Transcript& transcript)
      : transcript_(transcript), spawns_(transcript.goroutines.size()) {}

  std::vector<Arrow> draw() {
    for (std::size_t i = 0; i < transcript_.steps.size(); ++i) {
      const Step& step = transcript_.steps[i];
      begin(step.goroutine, i);
      if (step.kind == Transcript::StepKind::spawn) {
        if (step.peer >= 0) spawns_[static_cast<std::size_t>(step.peer)] = i;
      } else if (step.kind == Transcript::StepKind::operation) {
        operation(i);
      }
    }
    return std::move(arrows_);
  }

 private:
  void arrow(Arrow::Kind kind, std::size_t from, std::size_t to) {
    const std::size_t source = transcript_.steps[from].goroutine;
    const std::size_t target = transcript_.steps[to].goroutine;
    if (source == target) return;
    arrows_.push_back(
        {.kind = kind, .from = from, .to = to, .from_goroutine = source, .to_goroutine = target});
  }

  /// The first step of a goroutine ends the arrow from where it was spawned.
  void begin(std::size_t goroutine, std::size_t step) {
    if (!spawns_[goroutine]) return;
    arrow(Arrow::Kind::spawn, *spawns_[goroutine], step);
    spawns_[goroutine].reset();
  }

  void operation(std::size_t i) {
    const Step& step = transcript_.steps[i];
    if (step.peer >= 0) {
      meeting(i);
      return;
    }
    if (step.object.empty()) return;
    Object& object = objects_[step.object];
    if (gives_a_lock(step)) object.given = i;
    if (takes_a_lock(step) && object.given) arrow(Arrow::Kind::handover, *object.given, i);
    if (announces(step)) object.announced = i;
    if (step.operation == "wake" && object.announced) {
      arrow(Arrow::Kind::wakeup, *object.announced, i);
    }
    if (step.operation == "done") object.done = i;
    if (step.operation == "wait" && object.done) arrow(Arrow::Kind::waiting, *object.done, i);
    channel(i, object);
  }

  void channel(std::size_t i, Object& object) {
    const Step& step = transcript_.steps[i];
    if (step.operation == "close") object.closed = i;
    if (step.operation == "cancel" || step.operation == "expire") object.cancelled = i;
    if (step.operation == "send") object.buffered.push_back(i);
    if (step.operation != "recv") return;
    if (!object.buffered.empty()) {
      arrow(Arrow::Kind::message, object.buffered.front(), i);
      object.buffered.pop_front();
    } else if (object.closed) {
      arrow(Arrow::Kind::closing, *object.closed, i);
    } else if (object.cancelled) {
      arrow(Arrow::Kind::cancel, *object.cancelled, i);
    }
  }

  /// Values go from who sends to who receives, whoever of the two made the event happen.
  void meeting(std::size_t i) {
    const Step& step = transcript_.steps[i];
    const auto peer = static_cast<std::size_t>(step.peer);
    begin(peer, i);
    const bool receives = step.operation == "recv";
    arrows_.push_back({.kind = Arrow::Kind::meeting,
                       .from = i,
                       .to = i,
                       .from_goroutine = receives ? peer : step.goroutine,
                       .to_goroutine = receives ? step.goroutine : peer});
  }

  const Transcript& transcript_;
  std::vector<std::optional<std::size_t>> spawns_;  // steps whose goroutine has not begun, by it
  std::map<std::string, Object> objects_;
  std::vector<Arrow> arrows_;
};

}  // namespace

std::string_view to_string(Arrow::Kind kind) {
  switch (kind) {
    case Arrow::Kind::spawn:
      return "spawn";
    case Arrow::Kind::meeting:
      return "meeting";
    case Arrow::Kind::message:
      return "message";
    case Arrow::Kind::handover:
      return "unlock to lock";
    case Arrow::Kind::wakeup:
      return "signal to wake";
    case Arrow::Kind::closing:
      return "close to receive";
    case Arrow::Kind::cancel:
      return "cancel to receive";
    case Arrow::Kind::waiting:
      return "done to wait";
  }
  return "";
}

std::vector<Arrow> arrows_of(const Transcript& transcript) {
  return Artist(transcript).draw();
}

}  // namespace weft::output
