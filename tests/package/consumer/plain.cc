#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"

int main() {
  const weft::Report report = weft::explore([] {
    const weft::Chan<int> numbers("numbers");
    weft::go("sender", [numbers] { numbers.send(1); });
    weft::expect(numbers.recv() == 1, "what was sent");
  });
  return report.verdict == weft::Verdict::verified ? 0 : 1;
}
