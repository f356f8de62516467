// StringBuffer of JDK 1.4 (SCTBench): append(other) asks the other buffer for its length and then
// for its characters. Each is atomic; in between somebody makes the other shorter.
#include <cassert>
#include <mutex>
#include <string>
#include <thread>

namespace unmodified::string_buffer {
namespace {

class StringBuffer {
 public:
  explicit StringBuffer(std::string text) : text_(std::move(text)) {}

  std::size_t length() {
    const std::lock_guard lock(mutex_);
    return text_.size();
  }
  std::string characters(std::size_t count) {
    const std::lock_guard lock(mutex_);
    assert(count <= text_.size());
    return text_.substr(0, count);
  }
  std::string all() {
    const std::lock_guard lock(mutex_);
    return text_;
  }
  void erase() {
    const std::lock_guard lock(mutex_);
    text_.clear();
  }
  void append_in_two_steps(StringBuffer& other) {
    const std::lock_guard lock(mutex_);
    const std::size_t count = other.length();
    text_ += other.characters(count);
  }
  void append(StringBuffer& other) {
    const std::lock_guard lock(mutex_);
    text_ += other.all();
  }

 private:
  std::mutex mutex_;
  std::string text_;
};

void run(void (StringBuffer::*append)(StringBuffer&)) {
  StringBuffer buffer("abc");
  std::thread eraser([&] { buffer.erase(); });
  StringBuffer copy("");
  (copy.*append)(buffer);
  eraser.join();
}

}  // namespace

void bad() {
  run(&StringBuffer::append_in_two_steps);
}
void fixed() {
  run(&StringBuffer::append);
}

}  // namespace unmodified::string_buffer
