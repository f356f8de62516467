// bigshot (SV-COMP): one thread allocates a buffer and another fills it if it is there; nothing
// but luck says that the other sees the pointer, or the zeros behind it.
#include <cassert>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace unmodified::bigshot {
namespace {

char* v = nullptr;

void allocate() {
  v = static_cast<char*>(std::calloc(8, sizeof(char)));
}

void fill() {
  if (v != nullptr) std::strcpy(v, "Bigshot");
}

}  // namespace

void bad() {
  std::thread one(allocate);
  std::thread two(fill);
  one.join();
  two.join();
  assert(v == nullptr || v[0] == 'B');
  std::free(v);
}

void fixed() {
  std::thread one(allocate);
  one.join();
  std::thread two(fill);
  two.join();
  assert(v[0] == 'B');
  std::free(v);
}

}  // namespace unmodified::bigshot
