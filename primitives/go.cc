#include "weft/primitives/go.h"

#include <utility>

#include "weft/explorer/kernel/operation.h"

namespace weft {

void go(Function body, Location at) {
  kernel::spawn(std::move(body), {.name = {}, .at = at});
}
void go(std::string_view name, Function body, Location at) {
  kernel::spawn(std::move(body), {.name = name, .at = at});
}
void go_background(Function body, Location at) {
  kernel::spawn(std::move(body), {.name = {}, .at = at, .background = true});
}
void go_background(std::string_view name, Function body, Location at) {
  kernel::spawn(std::move(body), {.name = name, .at = at, .background = true});
}

void gosched(Location at) {
  const kernel::Name scheduler{"scheduler", "", at};
  kernel::perform(kernel::kAlways, "yield to", scheduler, at);
}

}  // namespace weft
