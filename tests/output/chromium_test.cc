// The page in a real browser: what its script makes of it.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "weft/explorer/output/html.h"
#include "weft/tests/output/samples.h"

namespace weft::output {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFlags =
    " --headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync";

std::string read(const fs::path& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

class Page : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* const name : {"chromium", "chromium-browser", "google-chrome"}) {
      const std::string look = std::string("command -v ") + name + " > /dev/null 2>&1";
      if (browser_.empty() && std::system(look.c_str()) == 0) browser_ = name;
    }
    if (browser_.empty()) GTEST_SKIP() << "there is no Chromium here";
    folder_ = fs::temp_directory_path() / ("weft-page-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  /// The document after its own script, and then `script`, have run; `log` has what went wrong.
  std::string after(const std::string& script, const Counterexample& told) {
    std::string page = html_of({.scenario = "bank/transfer", .told = told});
    page.insert(page.rfind("</body>"), "<script>" + script + "</script>\n");
    std::ofstream(folder_ / "page.html") << page;
    const std::string command =
        "timeout 60 " + browser_ + kFlags + " --user-data-dir=" + (folder_ / "user").string() +
        " --enable-logging=stderr --dump-dom file://" + (folder_ / "page.html").string() + " > " +
        (folder_ / "dom").string() + " 2> " + (folder_ / "log").string();
    const int status = std::system(command.c_str());
    EXPECT_EQ(WEXITSTATUS(status), 0) << read(folder_ / "log");
    log_ = read(folder_ / "log");
    return read(folder_ / "dom");
  }

  static std::string press(const std::string& key) {
    return "document.dispatchEvent(new KeyboardEvent('keydown', {key: '" + key + "'}));";
  }

  std::string log_;

 private:
  std::string browser_;
  fs::path folder_;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(Page, ShowsTheLastStepAndHasNothingToComplainOf) {
  const Counterexample told = samples::with_passing();
  const std::string page = after("", told);
  const std::string last = std::to_string(told.transcript.steps.size());
  EXPECT_TRUE(contains(page, "step " + last + " of " + last)) << page;
  EXPECT_TRUE(contains(page, "chosen\" id=\"astep" + last + '"')) << page;
  EXPECT_FALSE(contains(log_, "CONSOLE")) << log_;
}

TEST_F(Page, StepsWithTheKeyboard) {
  const std::string page =
      after(press("Home") + press("ArrowRight") + press("j") + press("k"), samples::with_passing());
  EXPECT_TRUE(contains(page, "step 2 of 5")) << page;
  EXPECT_TRUE(contains(page, "<dd id=\"what\">go transfer</dd>")) << page;
}

TEST_F(Page, StepsWithTheSlider) {
  const std::string slide =
      "const s = document.getElementById('slider'); s.value = 4;"
      "s.dispatchEvent(new Event('input'));";
  const std::string page = after(slide, samples::with_passing());
  EXPECT_TRUE(contains(page, "step 4 of 5")) << page;
  EXPECT_TRUE(contains(page, "<dd id=\"holds\">cash</dd>")) << page;
}

TEST_F(Page, SlidesToTheScheduleThatPasses) {
  const std::string slide =
      "const w = document.getElementById('which'); w.value = 1;"
      "w.dispatchEvent(new Event('input'));";
  const std::string page = after(slide, samples::with_passing());
  EXPECT_TRUE(contains(page, "<output id=\"verdict\">passes</output>")) << page;
  EXPECT_TRUE(contains(page, "step 5 of 14")) << page;  // where they part
  EXPECT_TRUE(contains(page, "<div class=\"picture\" hidden=\"\">\n<svg")) << page;
  EXPECT_FALSE(contains(log_, "CONSOLE")) << log_;
}

TEST_F(Page, ComesBackFromItWithAKey) {
  const std::string page = after(press("s") + press("s"), samples::with_passing());
  EXPECT_TRUE(contains(page, "<output id=\"verdict\">fails</output>")) << page;
}

TEST_F(Page, TellsWhatAClickIsOn) {
  const std::string click =
      "document.getElementById('astep3').dispatchEvent(new MouseEvent('click'));";
  const std::string page = after(click, samples::with_passing());
  EXPECT_TRUE(contains(page, "<dd id=\"what\">go transfer#2</dd>")) << page;
}

TEST_F(Page, TellsTheCallsAndWhatWasPrinted) {
  const std::string page = after(press("Home") + press("ArrowRight"), samples::race());
  EXPECT_TRUE(contains(page, "<pre id=\"stack\">bank.txt:4 abheben\nbank.txt:6\n</pre>")) << page;
  EXPECT_TRUE(contains(page, "<pre id=\"prints\">abgehoben: 90 \xE2\x82\xAC\n")) << page;
  EXPECT_FALSE(contains(log_, "CONSOLE")) << log_;
}

TEST_F(Page, HidesWhatAStepDoesNotHave) {
  const std::string page = after(press("Home"), samples::race());
  EXPECT_TRUE(contains(page, "<pre id=\"stack\" hidden=\"\"></pre>")) << page;
}

TEST_F(Page, HasNoSwitchWhereNothingPasses) {
  const std::string page = after(press("s"), samples::deadlock());
  EXPECT_FALSE(contains(page, "id=\"which\"")) << page;
  EXPECT_FALSE(contains(log_, "CONSOLE")) << log_;
}

}  // namespace
}  // namespace weft::output
