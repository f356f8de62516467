// CockroachDB 35501: goroutines that check one item each share the loop variable. (As Go was before
// 1.22.) The fix gives each a copy.
//
// Two items instead of ten.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

constexpr int kItems = 2;

void bug() {
  WaitGroup test("test");
  test.go([] {
    Shared<int> item(0, "item");
    for (int n = 0; n < kItems; ++n) {
      item = n;
      go("checker", [&] { (void)item.load(); });
    }
  });
  test.wait();
}

void fixed() {
  WaitGroup test("test");
  test.go([] {
    Shared<int> item(0, "item");
    for (int n = 0; n < kItems; ++n) {
      item = n;
      go("checker", [copy = item.load()] { (void)copy; });
    }
  });
  test.wait();
}

const RegisteredBug registered{
    {"cockroach_35501", bug, fixed, kind::kDataRace, "Goroutines that share the loop variable"}};

}  // namespace
}  // namespace weft
