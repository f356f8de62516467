#include "weft/explorer/output/why_large.h"

#include <cmath>

#include "weft/explorer/output/display.h"

namespace weft::output {
namespace {

std::string words_of(const HotSpot::Place& place) {
  if (place.file.empty()) return "an operation that never happens";
  return place.operation + " at " + place.file.substr(place.file.find_last_of('/') + 1) + ':' +
         std::to_string(place.line);
}

}  // namespace

std::string why_large(const Estimation& estimation, const Style& style) {
  std::string text;
  for (const HotSpot& spot : estimation.hot_spots) {
    const std::string share = std::to_string(std::lround(spot.share * 100)) + " %";
    const bool twice = spot.first == spot.second;
    text += "     " + std::string(share.size() < 5 ? 5 - share.size() : 0, ' ') +
            printable(share + " of the branching: " + spot.object + ", " + words_of(spot.first) +
                          (twice ? " by two goroutines" : " and " + words_of(spot.second)),
                      style.utf8) +
            "\n           " + printable(spot.hint, style.utf8) + '\n';
  }
  return text;
}

}  // namespace weft::output
