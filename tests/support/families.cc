#include "weft/tests/support/families.h"

#include <cstdlib>

#include "weft/tests/support/sanitized.h"

namespace weft::testing_support {

std::vector<Family> families() {
  return {
      {"Memory", {{"load", "store"}}},
      {"Atomics", {{"load", "store", "fetch_add", "cas", "add"}}},
      {"Polling", {{"until_set", "store", "add"}, 3, 2}},
      {"PollingTwo", {{"until_either", "until_equal", "store", "add"}, 3, 2}},
      {"Retries", {{"until_added", "until_added", "store", "fetch_add"}, 3, 2}},
      {"GivingUp", {{"until_tired", "until_tired", "store", "add"}, 3, 2}},
      {"PollingAndCounting", {{"until_set_counting", "until_set", "store", "add"}, 3, 2}},
      {"PollingByTimers", {{"until_set_by_timer", "until_set", "store", "store"}, 2, 2}},
      {"PollingWithLocks", {{"until_set_with_locks", "until_set_by_timer", "store", "add"}, 2, 2}},
      {"TimingOut", {{"until_received_in_time", "bsend", "usend", "brecv"}, 3, 2}},
      {"Tickets", {{"until_served", "until_served", "until_set", "load"}, 3, 2}},
      {"SpinLocks", {{"until_locked", "until_taken", "lock"}, 3, 2}},
      {"PollingChannels", {{"until_received", "bsend", "usend", "brecv"}, 3, 2}},
      {"Locks", {{"lock", "load", "store"}, 3, 2}},
      {"TwoLocks", {{"lock2"}, 3, 2}},
      {"TryLock", {{"lock2", "try_lock", "load", "store"}, 3, 2}},
      {"Buffered", {{"bsend", "brecv"}}},
      {"BufferedClose", {{"bsend", "brecv", "close"}}},
      {"WaitGroup", {{"wg", "load", "store"}}},
      {"Races", {{"plain", "plain", "lock", "bsend", "brecv", "wg", "rw", "once", "close"}}},
      {"RWMutex", {{"rw", "rw", "load", "store"}, 3, 2}},
      {"RWMutexWild", {{"rw", "rw_wild"}, 3, 2}},
      {"CondSignal", {{"wait", "signal"}, 3, 2}},
      {"Cond", {{"wait", "signal", "broadcast"}, 3, 2}},
      {"CondFour", {{"wait", "signal", "broadcast"}, 4, 1}},
      {"Once", {{"once", "load", "store"}}},
      {"Unbuffered", {{"usend", "urecv"}}},
      {"UnbufferedClose", {{"usend", "urecv", "close"}}},
      {"Select", {{"usend", "urecv", "select"}, 3, 2}},
      {"SelectBuffered", {{"usend", "urecv", "select", "bsend", "brecv"}, 3, 2}},
      {"SelectDefault", {{"usend", "urecv", "select_default", "bsend", "brecv"}, 3, 2}},
      {"Spawns", {{"load", "go"}, 3, 2}},
      {"SpawnsAndLocks", {{"lock", "go"}, 3, 2}},
      {"Lends", {{"load", "lend"}, 2, 2}},
      {"LendsAndSpawns", {{"load", "go", "lend"}, 2, 2}},
      {"LendsAndMessages", {{"usend", "urecv", "lend"}, 2, 2}},
      {"Entrusts", {{"load", "entrust"}, 2, 2}},
      {"EntrustsAndMessages", {{"usend", "urecv", "entrust"}, 2, 2}},
      {"Copies", {{"relay", "answer", "consign", "load"}, 2, 2}},
      {"Children", {{"spawn", "usend", "urecv", "select_default"}, 2, 2}},
      {"Nested", {{"nest", "usend", "urecv", "select_default"}, 2, 2}},
      {"Borrows", {{"borrow", "usend", "load", "spawn", "close"}, 2, 2}},
      {"Choices", {{"value", "load", "store"}}},
      {"Sleeps", {{"sleep", "usend", "urecv", "after"}}},
      {"Timers", {{"timer", "sleep", "load", "store"}}},
      {"TimerPolls", {{"timer", "timer_poll", "sleep"}}},
      {"TimerFuncs", {{"timer_func", "load", "sleep"}, 3, 2}},
      {"TimersSetLate", {{"timer", "timer_poll", "sleep", "usend", "urecv"}, 2, 4}},
      {"TimerFuncsSetLate", {{"timer_func", "sleep", "usend", "urecv"}, 2, 4}},
      {"ContextsMadeLate", {{"late", "sleep", "load"}, 3, 3}},
      {"TickerPolls", {{"ticker_poll", "sleep"}, 2, 2}},
      {"TickersAndMessages", {{"ticker", "ticker_poll", "sleep", "bsend", "choose"}, 2, 3}},
      {"Tickers", {{"ticker", "sleep"}, 3, 2}},
      {"Contexts", {{"context", "sleep"}}},
      {"ContextsAndData", {{"context", "store", "load", "usend", "urecv"}, 3, 2}},
      {"AfterFuncs", {{"context", "after_func", "load"}, 3, 2}},
      {"Derived", {{"context", "derive", "usend"}, 3, 2}},
      {"Semaphore", {{"semaphore"}, 2, 2}},
      {"SingleFlight", {{"flight", "flight", "load"}, 2, 2}},
      {"ErrGroup", {{"group", "load", "context"}, 2, 2}},
      {"All",
       {{"load",  "store",  "fetch_add", "add",      "lock2",  "bsend",
         "brecv", "usend",  "urecv",     "close",    "select", "select_default",
         "wg",    "choose", "cas",       "try_lock", "rw",     "rw_wild",
         "wait",  "signal", "broadcast", "once"},
        3,
        2}},
  };
}

namespace {

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* const given = std::getenv(name);
  return given != nullptr ? std::stoull(given) : otherwise;
}

}  // namespace

std::uint64_t programs_wanted(std::uint64_t usually) {
  constexpr std::uint64_t kSlower = 4;
  return from_environment("WEFT_ORACLE_SEEDS", kSanitized ? usually / kSlower : usually);
}

std::uint64_t first_seed() {
  return from_environment("WEFT_ORACLE_FIRST_SEED", 0);
}

}  // namespace weft::testing_support
