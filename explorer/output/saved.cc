#include "weft/explorer/output/saved.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "weft/explorer/output/trace_file.h"

namespace weft::output {
namespace {

constexpr std::string_view kEnding = ".weft";

/// "queue/closes early" as part of a file's name.
std::string file_name(std::string_view scenario) {
  std::string name(scenario);
  std::ranges::replace_if(
      name, [](char c) { return c == '/' || c == ' ' || c == '\0'; }, '.');
  return name;
}

/// "name.weft", "name.2.weft", …
bool belongs(std::string_view file, std::string_view name) {
  if (!file.starts_with(name) || !file.ends_with(kEnding)) return false;
  file.remove_prefix(name.size());
  file.remove_suffix(std::min(kEnding.size(), file.size()));
  if (file.starts_with('.')) file.remove_prefix(1);
  return file.find_first_not_of("0123456789") == file.npos;
}

}  // namespace

std::string save_in(const std::string& folder, const Report& report, const Counterexample& told) {
  std::string path = folder + '/' + file_name(report.scenario);
  const auto nth = &told - report.counterexamples.data();
  if (nth > 0) path.append(1, '.').append(std::to_string(nth + 1));
  path += kEnding;
  save_trace({.scenario = report.scenario, .told = told}, path);
  return path;
}

std::vector<std::string> saved_tokens(const std::string& folder, std::string_view scenario) {
  std::error_code error;
  std::vector<std::string> files;
  const std::string name = file_name(scenario);
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (belongs(entry.path().filename().string(), name)) files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  std::vector<std::string> tokens;
  for (const std::string& file : files) {
    const Trace trace = load_trace(file);  // two names may be one as part of a file's
    if (trace.scenario == scenario) tokens.push_back(trace.told.token);
  }
  return tokens;
}

bool tries_saved(std::string_view wish) {
  if (wish != "auto") return wish == "always";
  const char* const ci = std::getenv("CI");
  return ci == nullptr || std::string_view(ci).empty() || std::string_view(ci) == "false";
}

void make_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw std::invalid_argument("cannot make folder " + folder + ": " + error.message());
}

}  // namespace weft::output
