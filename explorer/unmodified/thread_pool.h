// Real threads that do nothing but lend their thread-local storage: each goroutine runs with the
// thread pointer of one of them. So thread_local variables, errno and the state of exceptions are
// its own, at addresses of their own that are the same in every execution.
#pragma once

#include <cstddef>
#include <vector>

namespace weft::unmodified {

class ThreadPool {
 public:
  /// The thread pointer of the n-th thread. Its thread_local variables are as they are when a
  /// thread starts, but for those of the C library.
  void* fresh(std::size_t n);
  /// Which thread has this pointer; size() if none has.
  [[nodiscard]] std::size_t find(const void* pointer) const;
  [[nodiscard]] std::size_t size() const { return threads_.size(); }

 private:
  /// The initial image of one module's thread_local variables, and where they are.
  struct Image {
    const char* bytes;
    std::size_t size;  // of what is not zero
    std::size_t whole;
    std::ptrdiff_t from_pointer;
  };

  void read_images();

  std::vector<Image> images_;
  std::vector<void*> threads_;
};

}  // namespace weft::unmodified
