#include "weft/explorer/output/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace weft::output {
namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& path, int error) {
  throw std::invalid_argument(what + ' ' + path + ": " + std::strerror(error));
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return fsync(fd) == 0;
}

/// mkstemp makes files for their owner only; ours are like any other.
bool readable_like_others(int fd) {
  const mode_t mask = umask(0);
  umask(mask);
  return fchmod(fd, 0666 & ~mask) == 0;
}

bool is_folder(const std::string& path) {
  struct stat what {};
  return stat(path.c_str(), &what) == 0 && S_ISDIR(what.st_mode);
}

/// A new file beside `path`, whose name is put into `name`.
int open_beside(const std::string& path, std::string& name) {
  name = path + ".XXXXXX";
  const int fd = mkstemp(name.data());
  if (fd < 0) refuse("cannot write", path, errno);
  return fd;
}

}  // namespace

void check_writable(const std::string& path) {
  if (is_folder(path)) refuse("cannot write", path, EISDIR);
  std::string temporary;
  close(open_beside(path, temporary));
  unlink(temporary.c_str());
}

void write_whole(const std::string& path, std::string_view text) {
  std::string temporary;
  const int fd = open_beside(path, temporary);
  int error = 0;
  if (!write_all(fd, text) || !readable_like_others(fd)) error = errno;
  if (close(fd) != 0 && error == 0) error = errno;
  if (error == 0 && std::rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error == 0) return;
  unlink(temporary.c_str());
  refuse("cannot write", path, error);
}

std::string read_whole(const std::string& path) {
  if (is_folder(path)) refuse("cannot read", path, EISDIR);
  std::ifstream in(path, std::ios::binary);
  if (!in) refuse("cannot read", path, errno);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace weft::output
