#include "weft/explorer/kernel/user_calls.h"

#include <dlfcn.h>
#include <elf.h>
#include <execinfo.h>
#include <link.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "weft/explorer/kernel/line_finder.h"

namespace weft {
namespace {

using Calls = std::vector<Transcript::Call>;

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

/// Nothing for the system's libraries: the user's calls are not in them.
InFile in_file(void* address) {
  Dl_info info{};
  if (dladdr(address, &info) == 0 || info.dli_fbase == nullptr) return {};
  const auto base = reinterpret_cast<std::uintptr_t>(info.dli_fbase);
  const auto& header = *static_cast<const ElfW(Ehdr)*>(info.dli_fbase);
  const auto call = reinterpret_cast<std::uintptr_t>(address) - 1;  // not where it returns to
  Dl_info own{};
  dladdr(reinterpret_cast<void*>(&user_calls), &own);
  const bool shared = own.dli_fbase != info.dli_fbase && info.dli_fname != nullptr;
  const std::string_view library = shared ? info.dli_fname : "";
  if (library.starts_with("/lib") || library.starts_with("/usr/lib")) return {};
  return {.file = library.starts_with('/') ? std::string(library) : own_program(),
          .offset = header.e_type == ET_EXEC ? call : call - base};
}

/// What is known about addresses: the lines each stands for, innermost first. Shared by all
/// searches of the process.
class Book {
 public:
  void look_up(const std::set<void*>& addresses) {
    for (void* const address : addresses) {
      if (known_.contains(address)) continue;
      Calls& calls = known_[address];
      const InFile place = in_file(address);
      if (!place.file.empty()) calls = finder(place.file).at(place.offset);
      std::erase_if(calls, [&](const Transcript::Call& call) { return !there_is(call.at); });
      for (const Transcript::Call& call : calls) note(call.at.file);
    }
  }

  [[nodiscard]] Calls of_the_user(const Stack& stack) const {
    Calls calls;
    for (void* const address : stack) {
      for (const Transcript::Call& call : known_.at(address)) {
        if (!is_foreign(call.at.file) && !is_ours(call.at.file)) add(call, calls);
      }
    }
    return calls;
  }

  /// Empty if it is one of ours.
  [[nodiscard]] Place innermost(const Stack& stack) const {
    for (void* const address : stack) {
      for (const Transcript::Call& call : known_.at(address)) {
        const std::string_view file = call.at.file;
        const bool looks = file.ends_with("/real_threads.cc") || file.ends_with("/user_calls.cc");
        if (is_foreign(file) || looks) continue;
        return is_ours(file) ? Place{} : call.at;
      }
    }
    return {};
  }

 private:
  /// addr2line sometimes takes a line of a header for one of the file that includes it.
  [[nodiscard]] bool there_is(const Place& place) {
    const auto [known, is_new] = lengths_.try_emplace(place.file, 0);
    if (is_new) {
      std::ifstream in(place.file);
      for (std::string line; std::getline(in, line);) ++known->second;
    }
    return known->second == 0 || place.line <= known->second;  // 0: there is no such file here
  }

  /// A lambda that is called in the line it stands in, or by way of a pointer to it, is one call.
  static void add(const Transcript::Call& call, Calls& calls) {
    const bool in_line = !calls.empty() && calls.back().at == call.at;
    if (in_line && calls.back().function.empty()) {
      calls.back() = call;
    } else {
      calls.push_back(call);
    }
  }

  LineFinder& finder(const std::string& file) {
    return finders_.try_emplace(file, file).first->second;
  }

  /// Files of the kernel are on every stack: from them, where this project's own sources lie.
  void note(const std::string& file) {
    const auto kernel = file.find("/explorer/kernel/");
    if (kernel != file.npos) roots_.insert(file.substr(0, kernel + 1));
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

  std::map<void*, Calls> known_;
  std::map<std::string, LineFinder> finders_;
  std::set<std::string> roots_;
  std::map<std::string, int> lengths_;  // of files, in lines
};

constinit std::mutex book_lock;

Book& the_book() {
  static Book book;
  return book;
}

}  // namespace

Stack stack_here() {
  Stack stack(kDeepest);
  stack.resize(static_cast<std::size_t>(backtrace(stack.data(), kDeepest)));
  return stack;
}

bool is_foreign(std::string_view file) {
  const bool is_none = file.empty() || file.substr(file.rfind('/') + 1).starts_with('<');
  return is_none || file.starts_with("/usr/") || file.find("/include/c++/") != file.npos;
}

std::vector<Calls> user_calls(const std::vector<Stack>& stacks) {
  const std::scoped_lock locked(book_lock);
  std::set<void*> addresses;
  for (const Stack& stack : stacks) addresses.insert(stack.begin(), stack.end());
  Book& book = the_book();
  book.look_up(addresses);
  std::vector<Calls> calls;
  calls.reserve(stacks.size());
  for (const Stack& stack : stacks) calls.push_back(book.of_the_user(stack));
  return calls;
}

Place user_place(const Stack& stack) {
  const Calls calls = user_calls({stack}).front();
  return calls.empty() ? Place{} : calls.front().at;
}

Place calling_place(const Stack& stack) {
  const std::scoped_lock locked(book_lock);
  Book& book = the_book();
  book.look_up({stack.begin(), stack.end()});
  return book.innermost(stack);
}

}  // namespace weft
