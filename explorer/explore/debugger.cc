#include "weft/explorer/explore/debugger.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "weft/explorer/explore/follow.h"
#include "weft/explorer/explore/transcript_writer.h"
#include "weft/explorer/kernel/file_and_line.h"

namespace {
constexpr std::size_t kRoom = 1 << 18;
}  // namespace

extern "C" {
extern const char weft_gdb_script[];
char weft_debug_text[kRoom];

[[gnu::noinline]] void weft_debug_stop() {
  // Whoever has this has the script.
  asm volatile("" : : "r"(weft_debug_text), "r"(weft_gdb_script) : "memory");
}
}

namespace weft {
namespace {

std::string shown(const Place& at) {
  if (is_foreign(at.file)) return {};  // the debugger knows better
  return file_and_line(at);
}

/// In one field: nothing that ends it.
std::string field(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c == '\t' || c == '\n' || c == '\0'; }, ' ');
  return text;
}

/// Knows whose stack the program is on when the next event is chosen: the one of whoever came to an
/// operation, or to its end, last.
class Follower : public TranscriptWriter {
 public:
  using TranscriptWriter::TranscriptWriter;

  void arrived(kernel::GoroutineId g, const kernel::Operation& operation) override {
    running_ = static_cast<long>(index(g));
    TranscriptWriter::arrived(g, operation);
  }
  void finished(kernel::GoroutineId g) override {
    running_ = static_cast<long>(index(g));
    TranscriptWriter::finished(g);
  }
  void ended(const kernel::Execution& execution) override {
    running_ = kNobodysStack;
    TranscriptWriter::ended(execution);
  }
  [[nodiscard]] long running() const { return running_; }

 protected:
  static constexpr long kNobodysStack = -1;
  long running_ = kNobodysStack;
};

/// Writes down what a debugger shows.
class Notes {
 public:
  Notes(const kernel::World& world, const Follower& writer) : world_(world), writer_(writer) {}

  void step(std::size_t number, std::uint32_t stop_at, long next, const std::string& remark) {
    out_ << "remark\t" << field(remark) << '\n';
    out_ << "step\t" << number << '\t' << (number == stop_at ? 1 : 0) << '\t' << writer_.running()
         << '\t' << next << '\t' << writer_.transcript().steps.size() << '\n';
    const auto& goroutines = writer_.transcript().goroutines;
    for (std::size_t g = 0; g < goroutines.size(); ++g) goroutine(g, goroutines[g]);
    for (const TranscriptWriter::Lock& lock : writer_.held()) {
      out_ << "lock\t" << index(lock.resource) << '\t' << index(lock.holder) << '\t'
           << field(lock.told.object) << '\n';
    }
    out_ << "counts";
    for (std::uint32_t r = 0; r < world_.so_far().resources(); ++r) {
      out_ << '\t' << world_.count(kernel::ResourceId{r});
    }
    publish(out_.str());
  }

 private:
  void goroutine(std::size_t g, const Transcript::Goroutine& told) {
    out_ << "goroutine\t" << g << '\t' << field(told.name) << '\t' << (told.finished ? 1 : 0)
         << '\t' << world_.saved_context(static_cast<kernel::GoroutineId>(g)) << '\t'
         << field(told.waits.operation) << '\t' << field(told.waits.object) << '\t'
         << field(shown(told.waits.at)) << '\n';
  }

  static void publish(const std::string& text) {
    const std::size_t size = std::min(text.size(), kRoom - 1);
    std::memcpy(weft_debug_text, text.data(), size);
    weft_debug_text[size] = '\0';
    weft_debug_stop();
  }

  const kernel::World& world_;
  const Follower& writer_;
  std::ostringstream out_;
};

class Watched final : public kernel::Strategy {
 public:
  Watched(kernel::Strategy& inner, const kernel::World& world, const Follower& writer,
          std::uint32_t stop_at, const std::string& remark)
      : inner_(inner), world_(world), writer_(writer), stop_at_(stop_at), remark_(remark) {}

  kernel::Transition choose(kernel::Open& open) override {
    const kernel::Transition next = inner_.choose(open);
    if (!next.none()) stop(open.so_far().size(), static_cast<long>(index(next.goroutine)));
    return next;
  }
  bool learn(const kernel::Execution& finished) override { return inner_.learn(finished); }
  void restart() override { inner_.restart(); }

  void stop(std::size_t number, long next) {
    Notes(world_, writer_).step(number, stop_at_, next, remark_);
  }

 private:
  kernel::Strategy& inner_;
  const kernel::World& world_;
  const Follower& writer_;
  std::uint32_t stop_at_;
  const std::string& remark_;
};

/// Also stops where everything has come to its end, and nothing is unwound yet.
class StopsAtTheEnd final : public Follower {
 public:
  using Follower::Follower;

  void stops(Watched& strategy) { strategy_ = &strategy; }
  void ended(const kernel::Execution& execution) override {
    running_ = kNobodysStack;
    if (strategy_ != nullptr) strategy_->stop(execution.size(), -1);
    Follower::ended(execution);
  }

 private:
  Watched* strategy_ = nullptr;
};

}  // namespace

bool under_a_debugger() {
  std::ifstream status("/proc/self/status");
  constexpr std::string_view kTracer = "TracerPid:\t";
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(kTracer)) return line.substr(kTracer.size()) != "0";
  }
  return false;
}

void run_for_debugger(kernel::World& world, const kernel::Body& body,
                      std::span<const Deviation> deviations, std::uint32_t stop_at,
                      const std::string& remark) {
  FollowDeviations follow(deviations);
  StopsAtTheEnd writer(world);
  Watched strategy(follow, world, writer, stop_at, remark);
  writer.stops(strategy);
  (void)world.run(body, strategy, &writer);
}

}  // namespace weft
