#include "weft/explorer/kernel/race_check.h"

#include <sstream>

#include "weft/explorer/kernel/process.h"
#include "weft/explorer/kernel/world.h"

namespace weft::kernel {
namespace {

bool unordered(Epoch epoch) {
  return epoch.goroutine != kNobody && !ordered_before_now(epoch);
}

}  // namespace

void RaceCheck::race(const Name& object, const char* earlier, const Access& before,
                     const char* later, Location at) {
  std::ostringstream out;
  // An access by a conversion has no place of its own.
  out << later << " of " << object;
  if (at.line != 0) out << " at " << Name{"", "", at};
  out << " is not ordered against the " << earlier;
  if (before.at.line != 0) out << " at " << Name{"", "", before.at};
  report("data-race", out.str());
}

// What is left on the stack, of times that pass, would make a loop that only looks never look
// alike.
void RaceCheck::read(const Name& object, Location at) {
  note_read(object, at);
  leave_no_trace();
}

void RaceCheck::write(const Name& object, Location at) {
  note_write(object, at);
  leave_no_trace();
}

[[gnu::noinline]] void RaceCheck::note_read(const Name& object, Location at) {
  if (unwinding()) return;
  World::current().accesses(object);
  if (unordered(written_.epoch)) race(object, "write", written_, "read", at);
  const Epoch epoch = now();
  for (Access& access : read_) {
    if (access.epoch.goroutine == epoch.goroutine) {
      access = {epoch, at};
      return;
    }
  }
  read_.push_back({epoch, at});
}

[[gnu::noinline]] void RaceCheck::note_write(const Name& object, Location at) {
  if (unwinding()) return;
  World::current().accesses(object);
  if (unordered(written_.epoch)) race(object, "write", written_, "write", at);
  for (const Access& access : read_) {
    if (unordered(access.epoch)) race(object, "read", access, "write", at);
  }
  read_.clear();
  written_ = {now(), at};
}

}  // namespace weft::kernel
