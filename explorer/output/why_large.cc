#include "weft/explorer/output/why_large.h"

#include <cmath>

#include "weft/explorer/kernel/file_and_line.h"
#include "weft/explorer/output/display.h"

namespace weft::output {
namespace {

std::string words_of(const HotSpot::Place& place) {
  return place.operation + " at " + file_and_line(place.file, place.line);
}

std::string others_of(const HotSpot& spot) {
  if (spot.second.file.empty()) return " and what that rules out";
  return spot.first == spot.second ? " by two goroutines" : " and " + words_of(spot.second);
}

}  // namespace

std::string why_large(const Estimation& estimation, const Style& style) {
  std::string text;
  std::string last_hint;
  for (const HotSpot& spot : estimation.hot_spots) {
    std::string share = std::to_string(std::lround(spot.share * 100)) + " %";
    share.insert(0, share.size() < 5 ? 5 - share.size() : 0, ' ');
    const std::string line =
        share + " of the branching: " + spot.object + ", " + words_of(spot.first) + others_of(spot);
    text += "     " + printable(line, style.utf8) + '\n';
    if (spot.hint != last_hint) text += "           " + printable(spot.hint, style.utf8) + '\n';
    last_hint = spot.hint;
  }
  return text;
}

}  // namespace weft::output
