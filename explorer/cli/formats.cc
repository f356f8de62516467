#include "weft/explorer/cli/formats.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "weft/explorer/output/json.h"
#include "weft/explorer/output/junit.h"
#include "weft/explorer/output/sarif.h"

namespace weft::cli {
namespace {

struct Format {
  const char* name;
  std::string (*write)(std::span<const Report>);
};

constexpr std::array<Format, 3> kFormats{
    {{"json", output::json_of}, {"junit", output::junit_of}, {"sarif", output::sarif_of}}};

}  // namespace

std::vector<std::string> machine_formats() {
  std::vector<std::string> names;
  names.reserve(kFormats.size());
  for (const Format& format : kFormats) names.emplace_back(format.name);
  return names;
}

std::string written(const std::string& format, std::span<const Report> reports) {
  const auto* const known = std::ranges::find_if(
      kFormats, [&](const Format& candidate) { return format == candidate.name; });
  if (known == kFormats.end()) throw std::invalid_argument("unknown format \"" + format + '"');
  return known->write(reports);
}

}  // namespace weft::cli
