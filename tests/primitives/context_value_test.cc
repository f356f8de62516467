// context: the package's documentation, line by line. Values, and contexts that keep only those.
#include <gtest/gtest.h>

#include <string>

#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"
#include "weft/tests/support/words.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using testing_support::Outcomes;
using testing_support::outcomes;
using testing_support::words;
using testing_support::yes;

// "WithValue … in which the value associated with key is val."
TEST(Context, AValueIsFoundBelowWhereItWasSet) {
  const ContextKey<int> user("user");
  EXPECT_EQ(outcomes([&] {
              const Context ctx = with_value(background(), user, 7);
              const WithCancel with = with_cancel(ctx);
              with.cancel();
              return std::to_string(*with.context.value(user));
            }),
            Outcomes{"7"});
}
TEST(Context, TheNearestValueCounts) {
  const ContextKey<std::string> user("user");
  const Context outer = with_value(background(), user, "alice");
  EXPECT_EQ(*with_value(outer, user, "bob").value(user), "bob");
  EXPECT_EQ(*outer.value(user), "alice");
}
TEST(Context, KeysAreTellApartWhateverTheyAreCalled) {
  const ContextKey<int> a("id");
  const ContextKey<int> b("id");
  EXPECT_EQ(with_value(background(), a, 1).value(b), nullptr);
}
TEST(Context, AValueLeavesCancellationAsItIs) {
  const ContextKey<int> key;
  EXPECT_EQ(outcomes([&] {
              const WithCancel with = with_cancel(background());
              const Context ctx = with_value(with.context, key, 1);
              with.cancel();
              return words(ctx.err()) + yes(ctx.done() == with.context.done());
            }),
            Outcomes{"context canceledyes"});
}

// "WithoutCancel returns a derived context that points to the parent context and is not canceled
// when parent is canceled. The returned context returns no Deadline or Err, and its Done channel
// is nil. Calling Cause on the returned context returns nil."
TEST(Context, WithoutCancelKeepsOnlyTheValues) {
  const ContextKey<int> key;
  EXPECT_EQ(outcomes([&] {
              const WithCancel with = with_timeout(with_value(background(), key, 3), 1s);
              const Context ctx = without_cancel(with.context);
              with.cancel();
              return words(ctx.err()) + words(ctx.cause()) + yes(ctx.deadline().has_value()) +
                     yes(ctx.done() == RecvChan<Unit>(nullptr)) + std::to_string(*ctx.value(key));
            }),
            Outcomes{"<nil><nil>noyes3"});
}

}  // namespace
}  // namespace weft
