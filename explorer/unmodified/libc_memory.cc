// The C library's functions that read and write memory for their caller.
#include <algorithm>
#include <cstddef>

#include "weft/explorer/unmodified/instrumented.h"
#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/memory.h"

namespace weft::unmodified {
namespace {

/// The accesses of one call that the scenario's own code makes.
class Accesses {
 public:
  explicit Accesses(const void* pc) : pc_(pc), noted_(inside() && instrumented(pc)) {}
  explicit operator bool() const { return noted_; }
  void read(const void* at, std::size_t size) const { memory().access_whole(at, size, false, pc_); }
  void write(const void* at, std::size_t size) const { memory().access_whole(at, size, true, pc_); }

 private:
  const void* pc_;
  bool noted_;
};

}  // namespace
}  // namespace weft::unmodified

#define WEFT_ACCESSES const ::weft::unmodified::Accesses noted(__builtin_return_address(0))

WEFT_INTERPOSE(void*, memcpy, (void* to, const void* from, std::size_t size)) {
  WEFT_ACCESSES;
  if (noted) noted.read(from, size), noted.write(to, size);
  return real_memcpy(to, from, size);
}
WEFT_INTERPOSE(void*, memmove, (void* to, const void* from, std::size_t size)) {
  WEFT_ACCESSES;
  if (noted) noted.read(from, size), noted.write(to, size);
  return real_memmove(to, from, size);
}
WEFT_INTERPOSE(void*, memset, (void* to, int byte, std::size_t size)) {
  WEFT_ACCESSES;
  if (noted) noted.write(to, size);
  return real_memset(to, byte, size);
}
WEFT_INTERPOSE(int, memcmp, (const void* a, const void* b, std::size_t size)) {
  WEFT_ACCESSES;
  if (noted) noted.read(a, size), noted.read(b, size);
  return real_memcmp(a, b, size);
}
WEFT_INTERPOSE(int, bcmp, (const void* a, const void* b, std::size_t size)) {
  WEFT_ACCESSES;
  if (noted) noted.read(a, size), noted.read(b, size);
  return real_bcmp(a, b, size);
}
WEFT_INTERPOSE(void*, memchr, (const void* at, int byte, std::size_t size)) {
  WEFT_ACCESSES;
  void* const found = real_memchr(at, byte, size);
  const auto* const end = static_cast<const char*>(found);
  if (noted) {
    noted.read(at, found == nullptr
                       ? size
                       : static_cast<std::size_t>(end - static_cast<const char*>(at)) + 1);
  }
  return found;
}
WEFT_INTERPOSE(std::size_t, strlen, (const char* text)) {
  WEFT_ACCESSES;
  const std::size_t length = real_strlen(text);
  if (noted) noted.read(text, length + 1);
  return length;
}
WEFT_INTERPOSE(std::size_t, strnlen, (const char* text, std::size_t most)) {
  WEFT_ACCESSES;
  const std::size_t length = real_strnlen(text, most);
  if (noted) noted.read(text, std::min(length + 1, most));
  return length;
}
WEFT_INTERPOSE(char*, strcpy, (char* to, const char* from)) {
  WEFT_ACCESSES;
  if (noted) {
    const std::size_t size = real_strlen(from) + 1;
    noted.read(from, size), noted.write(to, size);
  }
  return real_strcpy(to, from);
}
WEFT_INTERPOSE(char*, strncpy, (char* to, const char* from, std::size_t size)) {
  WEFT_ACCESSES;
  if (noted) {
    noted.read(from, std::min(real_strnlen(from, size) + 1, size));
    noted.write(to, size);
  }
  return real_strncpy(to, from, size);
}
WEFT_INTERPOSE(char*, strcat, (char* to, const char* from)) {
  WEFT_ACCESSES;
  if (noted) {
    const std::size_t before = real_strlen(to);
    const std::size_t size = real_strlen(from) + 1;
    noted.read(to, before + 1), noted.read(from, size), noted.write(to + before, size);
  }
  return real_strcat(to, from);
}
WEFT_INTERPOSE(int, strcmp, (const char* a, const char* b)) {
  WEFT_ACCESSES;
  if (noted) {
    std::size_t same = 0;
    while (a[same] != '\0' && a[same] == b[same]) ++same;
    noted.read(a, same + 1), noted.read(b, same + 1);
  }
  return real_strcmp(a, b);
}
WEFT_INTERPOSE(int, strncmp, (const char* a, const char* b, std::size_t most)) {
  WEFT_ACCESSES;
  if (noted) {
    std::size_t same = 0;
    while (same < most && a[same] != '\0' && a[same] == b[same]) ++same;
    noted.read(a, std::min(same + 1, most)), noted.read(b, std::min(same + 1, most));
  }
  return real_strncmp(a, b, most);
}
WEFT_INTERPOSE(char*, strchr, (const char* text, int wanted)) {
  WEFT_ACCESSES;
  char* const found = real_strchr(text, wanted);
  if (noted) {
    noted.read(text, found == nullptr ? real_strlen(text) + 1
                                      : static_cast<std::size_t>(found - text) + 1);
  }
  return found;
}
WEFT_INTERPOSE(char*, strrchr, (const char* text, int wanted)) {
  WEFT_ACCESSES;
  if (noted) noted.read(text, real_strlen(text) + 1);
  return real_strrchr(text, wanted);
}
WEFT_INTERPOSE(char*, strstr, (const char* text, const char* wanted)) {
  WEFT_ACCESSES;
  if (noted) noted.read(text, real_strlen(text) + 1), noted.read(wanted, real_strlen(wanted) + 1);
  return real_strstr(text, wanted);
}
