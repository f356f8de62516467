#include "weft/primitives/show.h"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"

namespace weft::chan {
namespace {

/// What has been pointed to in this execution, by type.
struct PointedTo final : kernel::PerExecution {
  std::vector<std::pair<const std::type_info*, const void*>> things;
};

std::size_t number_of(const std::type_info& type, const void* address) {
  auto& things = kernel::per_execution<PointedTo>().things;
  std::size_t number = 0;
  for (const auto& [other, where] : things) {
    if (*other != type) continue;
    ++number;
    if (where == address) return number;
  }
  things.emplace_back(&type, address);
  return number + 1;
}

/// "Node" of "Node<std::pair<int, int>>".
std::string_view without_arguments(std::string_view name) {
  if (!name.ends_with('>')) return name;
  int depth = 0;
  for (std::size_t i = name.size(); i-- > 0;) {
    if (name[i] == '>') ++depth;
    if (name[i] == '<' && --depth == 0) return name.substr(0, i);
  }
  return name;
}

}  // namespace

std::string short_name(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> demangled(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), &std::free);
  std::string_view name = demangled == nullptr ? type.name() : demangled.get();
  name = without_arguments(name);
  return std::string(name.substr(name.rfind(':') + 1));  // npos + 1 is 0
}

void show_pointer(std::ostream& out, const std::type_info& type, const void* address) {
  out << (type == typeid(void) ? "pointer" : short_name(type));
  if (kernel::inside_scenario()) out << '#' << number_of(type, address);
}

}  // namespace weft::chan
