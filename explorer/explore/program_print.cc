#include <link.h>

#include <cstring>
#include <utility>

#include "weft/explorer/explore/checkpoint.h"
#include "weft/explorer/explore/trace_hash.h"

namespace weft {
namespace {

struct Look {
  std::uintptr_t inside;  // the program's and that of the object this is in
  std::uint64_t hash = 0;
  bool first = true;  // which is the program
};

// Of all bytes there are, what sanitizers put between objects among them.
__attribute__((no_sanitize("address"))) std::uint64_t hash_of(const unsigned char* bytes,
                                                              std::size_t size,
                                                              std::uint64_t hash) {
  for (; size >= sizeof(std::uint64_t); size -= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    hash = stir(hash, word);
    bytes += sizeof word;
  }
  for (; size > 0; --size) hash = stir(hash, *bytes++);
  return hash;
}

bool contains(const dl_phdr_info& object, std::uintptr_t address) {
  for (int p = 0; p < object.dlpi_phnum; ++p) {
    const ElfW(Phdr)& part = object.dlpi_phdr[p];
    const std::uintptr_t begin = object.dlpi_addr + part.p_vaddr;
    if (part.p_type == PT_LOAD && address >= begin && address < begin + part.p_memsz) return true;
  }
  return false;
}

/// Takes in what is loaded of an object and never written to.
int take_in(dl_phdr_info* object, std::size_t /*size*/, void* data) {
  Look& look = *static_cast<Look*>(data);
  if (!std::exchange(look.first, false) && !contains(*object, look.inside)) return 0;
  for (int p = 0; p < object->dlpi_phnum; ++p) {
    const ElfW(Phdr)& part = object->dlpi_phdr[p];
    constexpr ElfW(Word) kReadAndWrite = PF_R | PF_W;
    if (part.p_type != PT_LOAD || (part.p_flags & kReadAndWrite) != PF_R) continue;
    const std::uintptr_t begin = object->dlpi_addr + part.p_vaddr;
    look.hash = hash_of(reinterpret_cast<const unsigned char*>(begin), part.p_filesz, look.hash);
  }
  return 0;
}

}  // namespace

std::uint64_t program_print(const Scenario& scenario) {
  Look look{.inside = reinterpret_cast<std::uintptr_t>(scenario.at.file)};
  dl_iterate_phdr(take_in, &look);
  return look.hash;
}

}  // namespace weft
