#include "weft/explorer/kernel/file_and_line.h"

#include "weft/explorer/kernel/transcript.h"

namespace weft {

std::string file_and_line(std::string_view file, int line) {
  std::string text(file.substr(file.rfind('/') + 1));
  return text.append(":").append(std::to_string(line));
}

std::string file_and_line(const Place& place) {
  return file_and_line(place.file, place.line);
}

}  // namespace weft
