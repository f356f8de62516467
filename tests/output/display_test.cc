// Text as a terminal shows it.
#include "weft/explorer/output/display.h"

#include <gtest/gtest.h>

namespace weft::output {
namespace {

TEST(Display, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("\xC3\xA4"), 1U);      // one letter in two bytes
  EXPECT_EQ(display_width("a\xCC\x88"), 1U);     // a letter and a mark above it
  EXPECT_EQ(display_width("\xE5\x8D\x81"), 2U);  // as wide as two
}

TEST(Display, CutsBetweenLetters) {
  EXPECT_EQ(cut("\xC3\xA4\xC3\xB6\xC3\xBC", 2, "\xE2\x80\xA6"), "\xC3\xA4\xE2\x80\xA6");
  EXPECT_EQ(cut("abc", 3, ".."), "abc");
  EXPECT_EQ(cut("abcd", 3, ".."), "a..");
  EXPECT_EQ(cut("abcd", 1, ".."), ".");
}

TEST(Display, EscapesWhatATerminalWouldObey) {
  EXPECT_EQ(printable("a\x1b[31mb\n\t", true), "a\\x1b[31mb\\n\\t");
}

TEST(Display, EscapesWhatTurnsTheDirectionOfText) {
  EXPECT_EQ(printable("\xE2\x80\xAE", true), "\\xe2\\x80\\xae");
}

TEST(Display, EscapesBrokenUtf8) {
  EXPECT_EQ(printable("\xC3", true), "\\xc3");
  EXPECT_EQ(printable("\xC0\x80", true), "\\xc0\\x80");           // too long a form
  EXPECT_EQ(printable("\xED\xA0\x80", true), "\\xed\\xa0\\x80");  // half of a pair
  EXPECT_EQ(printable("\xFF", true), "\\xff");
}

TEST(Display, EscapesForeignLettersInAscii) {
  EXPECT_EQ(printable("\xC3\xA4", true), "\xC3\xA4");
  EXPECT_EQ(printable("\xC3\xA4", false), "\\xc3\\xa4");
}

TEST(Display, WrapsAtSpaces) {
  const std::vector<std::string> lines{"one two", "three", "extraordinary"};
  EXPECT_EQ(wrapped("one two three extraordinary", 8), lines);
}

}  // namespace
}  // namespace weft::output
