#include "weft/primitives/choose.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <span>
#include <stdexcept>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/operation.h"

namespace weft {
namespace {

class Choice final : public kernel::Operation {
 public:
  using Operation::Operation;
  void result(std::ostream& out) const override { out << taken(); }
};

}  // namespace

int choose(int n, Location at) {
  if (n < 1 || n > 65535) throw std::invalid_argument("choose(n): n must be 1 to 65535");
  const auto ways = static_cast<std::size_t>(n);
  std::array<kernel::AlternativeId, 32> few{};
  std::vector<kernel::AlternativeId> many;
  if (ways > few.size()) many.resize(ways);
  const auto values = many.empty() ? std::span(few).first(ways) : std::span(many);
  std::ranges::fill(values, kernel::declare({}));
  const kernel::Name choice{"choice", "", at};
  Choice operation(values, "choose", choice, at);
  kernel::perform(operation);
  return operation.taken();
}

void assume(bool condition) {
  if (!condition && !kernel::unwinding()) kernel::assume_failed();
}

}  // namespace weft
