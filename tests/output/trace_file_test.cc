// Counterexamples in files: what is written is what is read, and nothing else is.
#include "weft/explorer/output/trace_file.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "weft/explorer/output/text_report.h"
#include "weft/tests/output/samples.h"

namespace weft::output {
namespace {

std::string refusal(const std::string& text) {
  try {
    (void)parse_trace(text, "x.weft");
  } catch (const std::invalid_argument& refused) {
    return refused.what();
  }
  return "";
}

TEST(TraceFile, ReadsWhatItWrote) {
  for (const auto& told :
       {samples::deadlock(), samples::leak(), samples::race(), samples::with_passing()}) {
    const std::string text = to_text({.scenario = "bank/transfer", .told = told});
    const Trace read = parse_trace(text, "x.weft");
    EXPECT_EQ(to_text(read), text);
    EXPECT_EQ(read.scenario, "bank/transfer");
    EXPECT_EQ(read.told.finding, told.finding);
  }
}

TEST(TraceFile, TellsTheSameStory) {
  const Counterexample told = samples::deadlock();
  const Trace read = parse_trace(to_text({.scenario = "s", .told = told}), "x.weft");
  EXPECT_EQ(text_of(read.told, "s", {}), text_of(told, "s", {}));
}

TEST(TraceFile, RefusesEveryTruncation) {
  const std::string text = to_text({.scenario = "s", .told = samples::deadlock()});
  for (std::size_t size = 0; size < text.size(); ++size) {
    const std::string why = refusal(text.substr(0, size));
    EXPECT_TRUE(why.starts_with("x.weft:")) << size << why;
  }
}

TEST(TraceFile, RefusesMoreThanOneTrace) {
  const std::string text = to_text({.scenario = "s", .told = samples::race()});
  EXPECT_NE(refusal(text + text).find("more after the end"), std::string::npos);
}

TEST(TraceFile, NeverFailsOtherwiseThanByRefusing) {
  const std::string text = to_text({.scenario = "s", .told = samples::race()});
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char damage : {'0', '"', '}', '\n', '-'}) {
      std::string damaged = text;
      damaged[at] = damage;
      EXPECT_NO_THROW((void)refusal(damaged)) << at;
    }
  }
}

TEST(TraceFile, RefusesCountsNoFileCanHave) {
  std::string text = to_text({.scenario = "s", .told = samples::race()});
  const std::string count = "\"steps\":";
  text.insert(text.find(count) + count.size(), "99999999999");
  EXPECT_NE(refusal(text).find("x.weft:1: a number is out of range"), std::string::npos)
      << refusal(text);
}

}  // namespace
}  // namespace weft::output
