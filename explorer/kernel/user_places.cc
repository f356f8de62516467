#include "weft/explorer/kernel/user_places.h"

#include <dlfcn.h>
#include <elf.h>
#include <execinfo.h>
#include <link.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>

namespace weft {
namespace {

constexpr int kDeepest = 32;

/// An address as addr2line wants it: within its file.
struct InFile {
  std::string file;
  std::uintptr_t offset = 0;
};

std::string own_program() {
  std::error_code none;
  return std::filesystem::read_symlink("/proc/self/exe", none).string();
}

InFile in_file(void* address) {
  Dl_info info{};
  if (dladdr(address, &info) == 0 || info.dli_fbase == nullptr) return {};
  const auto base = reinterpret_cast<std::uintptr_t>(info.dli_fbase);
  const auto& header = *static_cast<const ElfW(Ehdr)*>(info.dli_fbase);
  const auto call = reinterpret_cast<std::uintptr_t>(address) - 1;  // not where it returns to
  Dl_info own{};
  dladdr(reinterpret_cast<void*>(&user_places), &own);
  const bool shared = own.dli_fbase != info.dli_fbase && info.dli_fname != nullptr;
  return {.file = shared && info.dli_fname[0] == '/' ? info.dli_fname : own_program(),
          .offset = header.e_type == ET_EXEC ? call : call - base};
}

Place parsed(const std::string& line) {
  const auto colon = line.rfind(':');
  if (colon == std::string::npos || line.starts_with("?")) return {};
  return {.file = line.substr(0, colon), .line = std::atoi(line.c_str() + colon + 1)};
}

/// What is known about addresses: the lines each stands for, inlined calls one by one, innermost
/// first. Shared by all searches of the process.
class Book {
 public:
  void look_up(const std::set<void*>& addresses) {
    std::map<std::string, std::vector<std::pair<void*, std::uintptr_t>>> by_file;
    for (void* const address : addresses) {
      if (known_.contains(address)) continue;
      const InFile place = in_file(address);
      known_[address] = {};
      if (!place.file.empty()) by_file[place.file].emplace_back(address, place.offset);
    }
    for (const auto& [file, calls] : by_file) ask(file, calls);
  }

  [[nodiscard]] Place innermost_of_the_user(const Stack& stack) const {
    for (void* const address : stack) {
      for (const Place& place : known_.at(address)) {
        if (!is_foreign(place.file) && !is_ours(place.file)) return place;
      }
    }
    return {};
  }

 private:
  void ask(const std::string& file, const std::vector<std::pair<void*, std::uintptr_t>>& calls) {
    std::ostringstream command;
    command << "addr2line -a -i -e '" << file << '\'' << std::hex;
    for (const auto& call : calls) command << " 0x" << call.second;
    command << " 2>/dev/null </dev/null";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.str().c_str(), "r"),
                                                               &pclose);
    if (pipe == nullptr) return;
    std::array<char, 4096> buffer{};
    std::size_t n = 0;  // calls answered so far
    while (std::fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr) {
      const std::string line(buffer.data());
      if (line.starts_with("0x")) {
        ++n;
      } else if (n > 0 && n <= calls.size()) {
        note(parsed(line), known_[calls[n - 1].first]);
      }
    }
  }

  /// Files of the kernel are on every stack: from them, where this project's own sources lie.
  void note(Place place, std::vector<Place>& lines) {
    const auto kernel = place.file.find("/explorer/kernel/");
    if (kernel != place.file.npos) roots_.insert(place.file.substr(0, kernel + 1));
    if (!place.file.empty()) lines.push_back(std::move(place));
  }

  [[nodiscard]] bool is_ours(std::string_view file) const {
    if (file.find("/weft/explorer/") != file.npos || file.find("/weft/primitives/") != file.npos) {
      return true;
    }
    for (const std::string_view room :
         {"/explorer/kernel/", "/explorer/explore/", "/explorer/unmodified/"}) {
      if (file.find(room) != file.npos) return true;
    }
    const auto at = file.rfind("/primitives/");
    if (at == file.npos) return false;
    const std::string root(file.substr(0, at + 1));
    return roots_.contains(root) || std::filesystem::exists(root + "explorer/kernel/world.h");
  }

  std::map<void*, std::vector<Place>> known_;
  std::set<std::string> roots_;
};

}  // namespace

Stack stack_here() {
  Stack stack(kDeepest);
  stack.resize(static_cast<std::size_t>(backtrace(stack.data(), kDeepest)));
  return stack;
}

bool is_foreign(std::string_view file) {
  return file.empty() || file.starts_with("/usr/") || file.find("/include/c++/") != file.npos;
}

std::vector<Place> user_places(const std::vector<Stack>& stacks) {
  static std::mutex lock;
  static Book book;
  const std::scoped_lock locked(lock);
  std::set<void*> addresses;
  for (const Stack& stack : stacks) addresses.insert(stack.begin(), stack.end());
  if (!addresses.empty()) book.look_up(addresses);
  std::vector<Place> places;
  places.reserve(stacks.size());
  for (const Stack& stack : stacks) places.push_back(book.innermost_of_the_user(stack));
  return places;
}

}  // namespace weft
