#include "weft/tests/support/rules/state.h"

#include <sstream>

namespace weft::testing_support::rules {
namespace {

template <typename T>
void write(std::ostream& out, const std::vector<T>& all) {
  for (const T& one : all) out << one << ' ';
  out << '|';
}

std::ostream& operator<<(std::ostream& out, const Due& due) {
  return due.armed ? out << due.left << ' ' : out << "- ";
}

void write(std::ostream& out, const Part& part) {
  for (const std::size_t n : {part.code, part.parent, part.at, part.sleeps_at, part.child}) {
    out << n << ' ';
  }
  out << part.stands << part.woken << part.deprived << ' ' << part.kept << ' ' << part.lent << ' '
      << part.rest << part.knows << ' ' << part.hears << ' ' << part.accesses << ' ' << part.seen
      << '|';
}

}  // namespace

std::string State::key() const {
  std::ostringstream out;
  for (const Part& part : parts) write(out, part);
  out << cells[0] << ' ' << cells[1] << ' ' << locked[0] << locked[1] << ' ' << group << ' '
      << once[0] << once[1] << ' ' << rw.writing << rw.writers << ' ' << rw.readers << broken
      << '|';
  for (const Channel& channel : chans) {
    out << channel.closed;
    write(out, channel.buffer);
    out << channel.next << ' ' << channel.closing << ' ';
    for (const Knowledge slot : channel.slots) out << slot << ' ';
  }
  for (const Ending& context : contexts) {
    out << context.err << ' ' << context.cause << ' ';
    write(out, context.then);
  }
  for (const Due& timer : timers) out << timer;
  for (const auto& all : {left.cells, left.locks, left.once}) {
    for (const Knowledge one : all) out << one << ' ';
  }
  out << left.group << ' ' << rw.left_by_readers << ' ' << rw.left_by_writers << ' ' << races
      << '|';
  out << made << tick << late[0] << late[1] << ticks << period;
  return out.str();
}

}  // namespace weft::testing_support::rules
