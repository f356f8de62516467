#include "weft/explorer/explore/redirected.h"

#include <dlfcn.h>
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace weft {
namespace {

using Slot = Redirected::Slot;

#if defined(__x86_64__)
constexpr std::array<unsigned, 2> kCalls{R_X86_64_JUMP_SLOT, R_X86_64_GLOB_DAT};
#elif defined(__aarch64__)
constexpr std::array<unsigned, 2> kCalls{R_AARCH64_JUMP_SLOT, R_AARCH64_GLOB_DAT};
#else
constexpr std::array<unsigned, 0> kCalls{};
#endif

/// What there is to know about a loaded program or library.
class Module {
 public:
  explicit Module(const dl_phdr_info& info) : base_(info.dlpi_addr) {
    for (int i = 0; i < info.dlpi_phnum; ++i) {
      const ElfW(Phdr)& part = info.dlpi_phdr[i];
      if (part.p_type == PT_DYNAMIC) read(reinterpret_cast<const ElfW(Dyn)*>(base_ + part.p_vaddr));
      if (part.p_type != PT_GNU_RELRO) continue;
      fixed_from_ = base_ + part.p_vaddr;
      fixed_to_ = fixed_from_ + part.p_memsz;
    }
  }

  void find_slots(std::span<const Redirection> wanted, std::vector<Slot>& slots) const {
    if (symbols_ == nullptr || names_ == nullptr) return;
    find_slots(calls_, calls_size_, wanted, slots);
    find_slots(others_, others_size_, wanted, slots);
  }

 private:
  void read(const ElfW(Dyn) * entry) {
    for (; entry->d_tag != DT_NULL; ++entry) {
      const std::uintptr_t value = entry->d_un.d_ptr;
      const std::uintptr_t at = value < base_ ? base_ + value : value;  // maybe relocated already
      if (entry->d_tag == DT_SYMTAB) symbols_ = reinterpret_cast<const ElfW(Sym)*>(at);
      if (entry->d_tag == DT_STRTAB) names_ = reinterpret_cast<const char*>(at);
      if (entry->d_tag == DT_JMPREL) calls_ = reinterpret_cast<const ElfW(Rela)*>(at);
      if (entry->d_tag == DT_PLTRELSZ) calls_size_ = value;
      if (entry->d_tag == DT_RELA) others_ = reinterpret_cast<const ElfW(Rela)*>(at);
      if (entry->d_tag == DT_RELASZ) others_size_ = value;
    }
  }

  void find_slots(const ElfW(Rela) * first, std::size_t bytes, std::span<const Redirection> wanted,
                  std::vector<Slot>& slots) const {
    if (first == nullptr) return;
    for (const auto* r = first; r < first + bytes / sizeof *r; ++r) {
      const auto type = static_cast<unsigned>(ELF64_R_TYPE(r->r_info));
      if (std::ranges::find(kCalls, type) == kCalls.end()) continue;
      const std::string_view name = names_ + symbols_[ELF64_R_SYM(r->r_info)].st_name;
      const auto known = std::ranges::find(wanted, name, &Redirection::name);
      if (known == wanted.end()) continue;
      const std::uintptr_t at = base_ + r->r_offset;
      if (*reinterpret_cast<void**>(at) == known->to) continue;  // somebody else's, for now
      slots.push_back({.at = reinterpret_cast<void**>(at),
                       .to = known->to,
                       .was = *reinterpret_cast<void**>(at),
                       .read_only = at >= fixed_from_ && at < fixed_to_});
    }
  }

  std::uintptr_t base_;
  const ElfW(Sym) * symbols_ = nullptr;
  const char* names_ = nullptr;
  const ElfW(Rela) * calls_ = nullptr;
  std::size_t calls_size_ = 0;
  const ElfW(Rela) * others_ = nullptr;
  std::size_t others_size_ = 0;
  std::uintptr_t fixed_from_ = 0;
  std::uintptr_t fixed_to_ = 0;
};

struct Search {
  std::span<const Redirection> wanted;
  bool also_of_cxx;
  std::vector<Slot>& slots;
};

int look_at(dl_phdr_info* info, std::size_t /*size*/, void* data) {
  const Search& search = *static_cast<const Search*>(data);
  const std::string_view name = info->dlpi_name;
  const bool cxx = name.find("/libstdc++.") != name.npos || name.find("/libc++.") != name.npos;
  const bool of_the_system =
      name.starts_with("/lib") || name.starts_with("/usr/lib") || name.find("vdso") != name.npos;
  if (of_the_system && !(cxx && search.also_of_cxx)) return 0;
  Module(*info).find_slots(search.wanted, search.slots);
  return 0;
}

void protect(const Slot& slot, int how) {
  if (!slot.read_only) return;
  const auto page = static_cast<std::uintptr_t>(getpagesize());
  const std::uintptr_t begin = reinterpret_cast<std::uintptr_t>(slot.at) / page * page;
  mprotect(reinterpret_cast<void*>(begin), page, how);
}

void set(const Slot& slot, void* to) {
  protect(slot, PROT_READ | PROT_WRITE);
  __atomic_store_n(slot.at, to, __ATOMIC_RELEASE);
  protect(slot, PROT_READ);
}

}  // namespace

Redirected::Redirected(std::span<const Redirection> all, bool also_of_cxx) {
  Search search{all, also_of_cxx, slots_};
  dl_iterate_phdr(&look_at, &search);
  for (const Slot& slot : slots_) set(slot, slot.to);
}

Redirected::~Redirected() {
  for (const Slot& slot : slots_) set(slot, slot.was);
}

void* original(const char* name) {
  return dlsym(RTLD_DEFAULT, name);
}

}  // namespace weft
