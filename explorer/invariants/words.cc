#include "weft/explorer/invariants/words.h"

namespace weft::invariants {

std::string to_string(const Place& place) {
  const auto slash = place.file.find_last_of('/');
  return place.file.substr(slash == std::string::npos ? 0 : slash + 1) + ':' +
         std::to_string(place.line);
}

std::string to_string(const Transcript::Waiting& waiting) {
  std::string text = waiting.operation;
  if (!waiting.object.empty()) text += ' ' + waiting.object;
  return text + " (" + to_string(waiting.at) + ')';
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

}  // namespace weft::invariants
