#include "weft/explorer/kernel/line_finder.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace weft {
namespace {

/// "add" of "bank::Account::add(int)": whether there is more than the last of a name depends on how
/// it was compiled. Nothing for a lambda, which has none.
std::string function_name(std::string demangled) {
  const bool of_a_lambda = demangled.find("{lambda") != demangled.npos ||  // g++
                           demangled.find("::$_") != demangled.npos;       // clang
  if (of_a_lambda) return {};
  demangled = without_nameless(std::move(demangled));
  std::string_view name = demangled;
  name = name.substr(0, name.find_first_of("(<["));
  name = name.substr(name.find_last_of(" :") + 1);                 // npos + 1 is 0
  const bool of_a_pointer = name == "_FUN" || name == "__invoke";  // to a lambda
  const bool known = !name.empty() && !name.starts_with('?') && !of_a_pointer;
  return known && name.find("operator") == name.npos ? std::string(name) : std::string{};
}

Place place(const std::string& line) {
  const auto colon = line.rfind(':');
  if (colon == std::string::npos || line.starts_with("?")) return {};
  return {.file = line.substr(0, colon), .line = std::atoi(line.c_str() + colon + 1)};
}

}  // namespace

std::string without_nameless(std::string name) {
  constexpr std::string_view kNameless = "(anonymous namespace)::";
  for (auto at = name.find(kNameless); at != name.npos; at = name.find(kNameless)) {
    name.erase(at, kNameless.size());
  }
  return name;
}

LineFinder::LineFinder(const std::string& file) : owner_(getpid()) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return;
  if (start(file, ends[1])) {
    answers_.reset(fdopen(ends[0], "r"));
  } else {
    close(ends[0]);
  }
  close(ends[1]);
}

LineFinder::~LineFinder() {
  if (process_ <= 0 || getpid() != owner_) return;
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
}

bool LineFinder::start(const std::string& file, int socket) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::array<std::string, 7> words{"addr2line", "-a", "-f", "-C", "-i", "-e", file};
  std::array<char*, words.size() + 1> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
  const bool ok =
      posix_spawnp(&process_, "addr2line", &actions, nullptr, arguments.data(), environ) == 0;
  if (!ok) process_ = -1;
  posix_spawn_file_actions_destroy(&actions);
  return ok;
}

/// Nobody says how many lines an answer has; but the next one begins with its question.
bool LineFinder::ask(std::uintptr_t offset) {
  std::array<char, 32> text{};
  const int size = std::snprintf(text.data(), text.size(), "%zx\n0\n", offset);
  return answers_ != nullptr && send(fileno(answers_.get()), text.data(),
                                     static_cast<std::size_t>(size), MSG_NOSIGNAL) == size;
}

bool LineFinder::read_line(std::string& line) {
  line.clear();
  std::array<char, 1024> part{};
  while (std::fgets(part.data(), part.size(), answers_.get()) != nullptr) {
    line += part.data();
    if (!line.ends_with('\n')) continue;
    line.pop_back();
    return true;
  }
  return false;
}

std::vector<Transcript::Call> LineFinder::at(std::uintptr_t offset) {
  std::vector<Transcript::Call> calls;
  std::string line;
  std::string function;
  bool names = true;  // lines with names and lines with places take turns
  if (!ask(offset) || !read_line(line)) return calls;
  while (read_line(line) && line.find_first_not_of("0x") != line.npos) {
    if (names) {
      function = function_name(line);
    } else if (Place found = place(line); !found.file.empty()) {
      calls.push_back({.function = std::exchange(function, {}), .at = std::move(found)});
    }
    names = !names;
  }
  for (int i = 0; i < 2; ++i) (void)read_line(line);  // what it does not know about 0
  return calls;
}

}  // namespace weft
