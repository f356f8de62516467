#include "weft/explorer/cli/library.h"

#include <dlfcn.h>

#include <filesystem>
#include <set>
#include <stdexcept>

#include "weft/explorer/kernel/scenario.h"

namespace weft::cli {
namespace {

struct Loaded {
  std::set<std::string> paths;
  std::string arguments;
};

/// Like the register of scenarios, of the whole program.
Loaded& loaded_so_far() {
  static Loaded all;
  return all;
}

}  // namespace

void load(const std::vector<std::string>& libraries) {
  for (const std::string& library : libraries) {
    const std::size_t before = scenarios().size();
    // A name without a slash would be looked for in the system's directories only; by a relative
    // one its lines are not found.
    const std::string path = std::filesystem::absolute(library).lexically_normal().string();
    if (!loaded_so_far().paths.insert(path).second) continue;
    // Never closed: the scenarios in the register are its code.
    if (dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL) == nullptr) {
      const char* const why = dlerror();
      throw std::invalid_argument("cannot load " + library + ": " +
                                  (why == nullptr ? "unknown reason" : why));
    }
    if (scenarios().size() == before) {
      throw std::invalid_argument(library + " has no scenarios for this program");
    }
    loaded_so_far().arguments += "--load " + library + ' ';
  }
}

std::string loaded() {
  return loaded_so_far().arguments;
}

}  // namespace weft::cli
