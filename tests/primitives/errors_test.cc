// Errors are values, as the errors package has them.
#include "weft/primitives/errors.h"

#include <gtest/gtest.h>

#include <sstream>

namespace weft {
namespace {

TEST(Errors, NoErrorIsNil) {
  EXPECT_FALSE(Error{});
  EXPECT_EQ(Error{}, nullptr);
}

TEST(Errors, PrintsNilAsGoDoes) {
  std::ostringstream out;
  out << Error{};
  EXPECT_EQ(out.str(), "<nil>");
}

TEST(Errors, CarriesItsMessage) {
  EXPECT_EQ(Error("no such user").message(), "no such user");
}

TEST(Errors, EachNewOneIsDistinctEvenWithEqualText) {
  EXPECT_NE(Error("EOF"), Error("EOF"));
}

TEST(Errors, ACopyIsTheSameError) {
  const Error eof("EOF");
  const Error copy = eof;
  EXPECT_EQ(copy, eof);
}

TEST(Errors, WrappingPutsTheMessagesInARow) {
  EXPECT_EQ(wrap("read config", Error("EOF")).message(), "read config: EOF");
}

TEST(Errors, UnwrapReturnsTheCause) {
  const Error eof("EOF");
  EXPECT_EQ(wrap("read", eof).unwrap(), eof);
}

TEST(Errors, UnwrapOfAPlainErrorIsNil) {
  EXPECT_EQ(Error("EOF").unwrap(), nullptr);
}

TEST(Errors, IsFindsACauseAtAnyDepth) {
  const Error eof("EOF");
  EXPECT_TRUE(errors_is(wrap("start", wrap("read", eof)), eof));
}

TEST(Errors, IsFindsNoStranger) {
  EXPECT_FALSE(errors_is(wrap("read", Error("EOF")), Error("EOF")));
}

TEST(Errors, OnlyNilIsNil) {
  EXPECT_TRUE(errors_is(Error{}, Error{}));
  EXPECT_FALSE(errors_is(Error("EOF"), Error{}));
}

TEST(Errors, JoinedOnesAreAllFound) {
  const Error a("a");
  const Error b("b");
  const Error both = join({a, nullptr, b});
  EXPECT_TRUE(errors_is(both, a));
  EXPECT_TRUE(errors_is(both, b));
}

TEST(Errors, JoinedMessagesStandOnLinesOfTheirOwn) {
  EXPECT_EQ(join({Error("a"), nullptr, Error("b")}).message(), "a\nb");
}

TEST(Errors, JoiningNothingIsNil) {
  EXPECT_EQ(join({nullptr, nullptr}), nullptr);
}

TEST(Errors, AJoinedErrorUnwrapsToNil) {
  EXPECT_EQ(join({Error("a"), Error("b")}).unwrap(), nullptr);
}

}  // namespace
}  // namespace weft
