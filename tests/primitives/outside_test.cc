// A primitive used where no scenario runs says so, instead of crashing.
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "weft/primitives/weft.h"

namespace weft {
namespace {

using std::chrono::seconds;

struct Use {
  std::string name;
  std::function<void()> use;

  friend std::ostream& operator<<(std::ostream& out, const Use& use) { return out << use.name; }
};

class Outside : public testing::TestWithParam<Use> {};

TEST_P(Outside, AScenarioIsMisuse) {
  std::string said;
  try {
    GetParam().use();
  } catch (const std::logic_error& refused) {
    said = refused.what();
  }
  EXPECT_NE(said.find("inside a scenario only"), std::string::npos) << "it said: " << said;
}

std::vector<Use> uses() {
  return {
      {"Go", [] { go([] {}); }},
      {"GoBackground", [] { go_background([] {}); }},
      {"Gosched", [] { gosched(); }},
      {"Mutex", [] { Mutex().lock(); }},
      {"RwMutex", [] { RWMutex().lock_shared(); }},
      {"Channel", [] { Chan<int>(1).send(1); }},
      {"NilChannel", [] { (void)Chan<int>().recv(); }},
      {"Select", [] { select(otherwise([] {})); }},
      {"Atomic", [] { (void)Atomic<int>(0).load(); }},
      {"Shared", [] { Shared<int>(0).store(1); }},
      {"Once", [] { Once().do_once([] {}); }},
      {"OnceFunc", [] { once_func([] {})(); }},
      {"WaitGroup", [] { WaitGroup().wait(); }},
      {"Semaphore", [] { (void)Semaphore(1).try_acquire(); }},
      {"WithCancel", [] { (void)with_cancel(background()); }},
      {"ErrGroup", [] { (void)ErrGroup().wait(); }},
      {"SingleFlight",
       [] { (void)SingleFlight<int, int>().do_(1, [] {
              return std::pair{1, Error{}};
            }); }},
      {"Sleep", [] { sleep(seconds(1)); }},
      {"After", [] { (void)after(seconds(1)); }},
      {"Timer", [] { Timer(seconds(1)).stop(); }},
      {"Ticker", [] { Ticker(seconds(1)).stop(); }},
      {"Choose", [] { (void)choose(2); }},
      {"Assume", [] { assume(false); }},
      {"Expect", [] { expect(false, "it holds"); }},
  };
}

INSTANTIATE_TEST_SUITE_P(Primitive, Outside, testing::ValuesIn(uses()),
                         [](const auto& use) { return use.param.name; });

}  // namespace
}  // namespace weft
