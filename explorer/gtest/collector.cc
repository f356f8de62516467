#include "weft/explorer/gtest/collector.h"

#include <algorithm>
#include <string_view>

#include "weft/explorer/kernel/file_and_line.h"
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/process.h"

namespace weft::gtest {
namespace {

constinit thread_local unsigned fatal_failures_here = 0;

/// GoogleTest's lines as one sentence: "Expected equality of these values: sum = 11, 10".
std::string joined(std::string_view message) {
  constexpr std::string_view kValue = "Which is:";
  constexpr std::string_view kBlank = " \t\r";
  std::string sentence;
  while (!message.empty()) {
    std::string_view line = message.substr(0, message.find('\n'));
    message.remove_prefix(std::min(message.size(), line.size() + 1));
    line.remove_prefix(std::min(line.size(), line.find_first_not_of(kBlank)));
    if (line.empty()) continue;
    if (line.starts_with(kValue)) {
      sentence.append(" =").append(line.substr(kValue.size()));
    } else {
      if (!sentence.empty()) sentence += sentence.back() == ':' ? " " : ", ";
      sentence += line;
    }
  }
  return sentence;
}

/// With its place: "queue_test.cc:12: Expected: …".
std::string sentence_of(const testing::TestPartResult& result) {
  std::string what = joined(result.message());
  if (result.file_name() == nullptr) return what;
  return file_and_line(result.file_name(), result.line_number()) + ": " + what;
}

}  // namespace

// Goroutines may be threads to GoogleTest, too.
Collector::Collector()
    : ScopedFakeTestPartResultReporter(
          kernel::process() != nullptr ? INTERCEPT_ALL_THREADS : INTERCEPT_ONLY_CURRENT_THREAD,
          &unused_) {}

void Collector::ReportTestPartResult(const testing::TestPartResult& result) {
  if (result.skipped()) {
    skipped_ = result.message();
    if (skipped_.empty()) skipped_ = "skipped";
  }
  if (!result.failed()) return;
  if (!kernel::inside_scenario()) {
    outside_.push_back(result);
    return;
  }
  if (result.fatally_failed()) ++fatal_failures_here;
  if (!kernel::unwinding()) kernel::report(kind::kCheckFailed, sentence_of(result));
}

unsigned fatal_failures() {
  return fatal_failures_here;
}

}  // namespace weft::gtest
