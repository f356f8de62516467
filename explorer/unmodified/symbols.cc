#include "weft/explorer/unmodified/symbols.h"

#include <cxxabi.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <span>

#include "weft/explorer/kernel/line_finder.h"

namespace weft::unmodified {
namespace {

struct Module {
  std::uintptr_t address = 0;
  std::uintptr_t base = 0;
  std::string file;
};

int look_at(dl_phdr_info* info, std::size_t /*size*/, void* module) {
  Module& wanted = *static_cast<Module*>(module);
  for (std::size_t i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& header = info->dlpi_phdr[i];
    const std::uintptr_t from = info->dlpi_addr + header.p_vaddr;
    if (header.p_type != PT_LOAD || wanted.address < from ||
        wanted.address >= from + header.p_memsz) {
      continue;
    }
    wanted.base = info->dlpi_addr;
    wanted.file = *info->dlpi_name == '\0' ? "/proc/self/exe" : info->dlpi_name;
    return 1;
  }
  return 0;
}

class Mapped {
 public:
  explicit Mapped(const std::string& file) {
    const int opened = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (opened < 0) return;
    struct stat about {};
    if (fstat(opened, &about) == 0) {
      const auto size = static_cast<std::size_t>(about.st_size);
      void* const all = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, opened, 0);
      if (all != MAP_FAILED) bytes_ = {static_cast<const char*>(all), size};
    }
    close(opened);
  }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  ~Mapped() {
    if (!bytes_.empty()) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
  }
  template <typename T>
  [[nodiscard]] std::span<const T> part(std::size_t from, std::size_t bytes) const {
    if (from > bytes_.size() || bytes > bytes_.size() - from) return {};
    return {reinterpret_cast<const T*>(bytes_.data() + from), bytes / sizeof(T)};
  }

 private:
  std::span<const char> bytes_;
};

std::string demangled(const char* name) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> plain(
      abi::__cxa_demangle(name, nullptr, nullptr, &status), &std::free);
  return status == 0 && plain != nullptr ? plain.get() : name;
}

std::string look_up(const Mapped& file, std::uintptr_t address) {
  const auto header = file.part<ElfW(Ehdr)>(0, sizeof(ElfW(Ehdr)));
  if (header.empty()) return {};
  const auto sections =
      file.part<ElfW(Shdr)>(header[0].e_shoff, header[0].e_shnum * sizeof(ElfW(Shdr)));
  for (const ElfW(Shdr) & section : sections) {
    if (section.sh_type != SHT_SYMTAB || section.sh_link >= sections.size()) continue;
    const ElfW(Shdr)& strings = sections[section.sh_link];
    const auto names = file.part<char>(strings.sh_offset, strings.sh_size);
    for (const ElfW(Sym) & symbol : file.part<ElfW(Sym)>(section.sh_offset, section.sh_size)) {
      const bool around = address >= symbol.st_value && address - symbol.st_value < symbol.st_size;
      if (ELF64_ST_TYPE(symbol.st_info) != STT_OBJECT || !around) continue;
      if (symbol.st_name >= names.size()) continue;
      const std::uintptr_t within = address - symbol.st_value;
      const std::string name = without_nameless(demangled(&names[symbol.st_name]));
      return within == 0 ? name : name + '+' + std::to_string(within);
    }
  }
  return {};
}

}  // namespace

std::string variable_at(const void* address) {
  Module module{.address = reinterpret_cast<std::uintptr_t>(address), .base = 0, .file = {}};
  if (dl_iterate_phdr(&look_at, &module) == 0) return {};
  return look_up(Mapped(module.file), module.address - module.base);
}

}  // namespace weft::unmodified
