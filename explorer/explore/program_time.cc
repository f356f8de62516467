#include "weft/explorer/explore/program_time.h"

#include <dlfcn.h>
#include <link.h>
#include <sys/stat.h>

namespace weft {

std::int64_t program_time(const Scenario& scenario) {
  Dl_info info{};
  link_map* object = nullptr;
  const bool found =
      dladdr1(scenario.at.file, &info, reinterpret_cast<void**>(&object), RTLD_DL_LINKMAP) != 0;
  if (!found || object == nullptr) return 0;
  const char* const file = *object->l_name == '\0' ? "/proc/self/exe" : object->l_name;
  struct stat status {};
  return stat(file, &status) == 0 ? status.st_mtim.tv_sec : 0;
}

}  // namespace weft
