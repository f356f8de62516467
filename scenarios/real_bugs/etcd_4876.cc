// etcd 4876: a test sets the interval of progress reports, a variable of the package, while a
// server reads it. The fix makes it an atomic integer.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

template <typename Interval>
void run() {
  Interval interval(10, "report_interval");
  WaitGroup test("test");
  test.go([&] { interval.store(3); });
  test.go([&] { go("send_loop", [&] { (void)interval.load(); }); });
  test.wait();
}

const RegisteredBug registered{{"etcd_4876", run<Shared<int>>, run<Atomic<int>>, kind::kDataRace,
                                "A setting of the package that a test changes"}};

}  // namespace
}  // namespace weft
