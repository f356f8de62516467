#include "weft/explorer/search/auto.h"

#include <utility>

namespace weft::search {
namespace {

// Shares of the time by which a phase must be over.
constexpr double kForBounded = 0.25;
constexpr double kForAll = 0.5;

}  // namespace

kernel::Strategy& Auto::current() {
  if (phase_ == Phase::bounded) return bounded_;
  if (phase_ == Phase::all) return all_;
  return pct_;
}

bool Auto::learn(const kernel::Execution& finished) {
  ++executions_;
  const bool more = current().learn(finished);
  if (phase_ == Phase::random) return true;
  if (phase_ == Phase::all) {
    if (more && used_() >= kForAll) go_on(Phase::random, "there was no time for every trace");
    return more;
  }
  if (!more && !bounded_.met_bound()) return false;
  if (!more) {
    go_on(Phase::all, "first every execution with at most " + std::to_string(kPreemptions) +
                          " preemptions was explored");
  } else if (used_() >= kForBounded) {
    const kernel::Account account = bounded_.account();
    go_on(Phase::all, account.notes.empty() ? "first executions with no preemptions were explored"
                                            : "first " + account.notes.front());
  }
  return true;
}

void Auto::go_on(Phase next, const std::string& so_far) {
  notes_.push_back(so_far + " (" + std::to_string(executions_) + " executions)");
  executions_ = 0;
  phase_ = next;
}

void Auto::restart() {
  bounded_.restart();
  all_.restart();
  pct_.restart();
  phase_ = Phase::bounded;
  executions_ = 0;
  notes_.clear();
}

kernel::Account Auto::account() const {
  kernel::Account account;
  account.notes = notes_;
  if (phase_ == Phase::all) {
    account.notes.push_back("then every trace (" + std::to_string(executions_) + " executions)");
  } else if (phase_ == Phase::bounded) {
    for (std::string& note : bounded_.account().notes) account.notes.push_back(std::move(note));
  } else {
    for (std::string& note : pct_.account().notes) {
      account.notes.push_back("then random executions (" + std::to_string(executions_) +
                              "): " + std::move(note));
    }
  }
  return account;
}

}  // namespace weft::search
