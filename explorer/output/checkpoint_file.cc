#include "weft/explorer/output/checkpoint_file.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "weft/explorer/output/atomic_file.h"

namespace weft::output {
namespace {

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

std::string checkpoint_folder() {
  const std::string state = environment("XDG_STATE_HOME");
  if (!state.empty()) return state + "/weft";
  const std::string home = environment("HOME");
  return home.empty() ? "" : home + "/.local/state/weft";
}

std::string checkpoint_path(const std::string& folder, std::string_view program,
                            std::string_view scenario) {
  std::string name = std::string(program) + '.' + std::string(scenario);
  std::ranges::replace_if(
      name, [](char c) { return c == '/' || c == ' ' || c == '\0'; }, '.');
  return folder + '/' + name + ".search";
}

void save_checkpoint(const std::string& path, std::string_view checkpoint) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) {
    throw std::invalid_argument("cannot make folder " + folder.string() + ": " + error.message());
  }
  write_whole(path, checkpoint);
}

}  // namespace weft::output
