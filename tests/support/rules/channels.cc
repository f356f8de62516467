#include "weft/tests/support/rules/move.h"

namespace weft::testing_support::rules {
namespace {

std::string sight(const Op& op, std::size_t way, const std::string& received) {
  if (!op.shows) return "";
  const std::string taken = op.verb.starts_with("select") ? "case" + std::to_string(way) : "";
  return taken + (op.ways[way].sends ? "" : received) + ",";
}

/// Who sends knows of the receive that made room for it, and who receives of the send.
void synchronise(Move& m, Knowledge& slot) {
  m.release(slot);
  m.acquire(slot);
}

bool alone(Move m, std::size_t way) {
  const Op::Way& mine = m.op.ways[way];
  Channel& chan = m.next.chans[mine.chan];
  if (mine.sends && chan.closed) return m.panics("send on closed channel"), true;
  std::string received;
  if (mine.sends) {
    if (chan.buffer.size() == chan.capacity) return false;
    chan.buffer.push_back(mine.value);
    synchronise(m, chan.slots[chan.next]);
    chan.next = (chan.next + 1) % chan.capacity;
  } else if (!chan.buffer.empty()) {
    received = std::to_string(chan.buffer.front());
    synchronise(m, chan.slots[(chan.next + chan.capacity - chan.buffer.size()) % chan.capacity]);
    chan.buffer.erase(chan.buffer.begin());
  } else if (chan.closed) {
    received = "closed";
    m.acquire(chan.closing);
  } else {
    return false;
  }
  m.end(m.who, sight(m.op, way, received));
  m.goes_on();
  return true;
}

void meet(Move m, std::size_t way, std::size_t other, std::size_t their_way) {
  const Op& theirs = m.code.parts[m.next.parts[other].code][m.next.parts[other].at];
  const int value = m.op.ways[way].sends ? m.op.ways[way].value : theirs.ways[their_way].value;
  m.acquire(m.next.parts[other].knows);
  m.next.parts[other].knows = m.me().knows;
  m.end(m.who, sight(m.op, way, std::to_string(value)));
  m.end(other, sight(theirs, their_way, std::to_string(value)));
  m.goes_on();
}

bool together(const Move& m, std::size_t way) {
  const Op::Way& mine = m.op.ways[way];
  const Channel& chan = m.next.chans[mine.chan];
  if (chan.capacity > 0 || chan.closed) return false;
  bool any = false;
  for (std::size_t p = 0; p < m.next.parts.size(); ++p) {
    if (p == m.who || !m.next.parts[p].stands) continue;
    const Op& theirs = m.code.parts[m.next.parts[p].code][m.next.parts[p].at];
    for (std::size_t w = 0; w < theirs.ways.size(); ++w) {
      if (theirs.ways[w].chan != mine.chan || theirs.ways[w].sends == mine.sends) continue;
      meet(m, way, p, w);
      any = true;
    }
  }
  return any;
}

void close(Move& m) {
  Channel& chan = m.next.chans[m.op.object];
  const bool again = std::exchange(chan.closed, true);
  if (!again) m.release(chan.closing);
  again ? m.panics("close of closed channel") : m.done();
}

}  // namespace

void add_channels(Rules& rules) {
  rules["close"] = close;
  rules["len"] = [](Move& m) { m.done(std::to_string(m.next.chans[m.op.object].buffer.size())); };
}

void communicate(Move& m) {
  const bool stands = m.me().stands;
  const bool again = m.op.verb == "until_received";
  const bool polls = again || m.op.verb == "select_default";
  const bool stands_first = m.reading == Reading::specification && !polls;
  bool ready = false;
  for (std::size_t way = 0; way < m.op.ways.size(); ++way) {
    if (stands || !stands_first) ready |= alone(m, way);
    if (stands == stands_first) ready |= together(m, way);
  }
  if (ready || stands) return;
  if (again) return m.wait();
  if (polls) return m.done("default");
  m.me().stands = true;
  m.goes_on();
}

}  // namespace weft::testing_support::rules
