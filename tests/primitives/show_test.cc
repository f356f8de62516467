// How values are told to a person.
#include "weft/primitives/show.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"

namespace weft {
namespace {

using chan::shown;

template <typename T>
struct Node {
  T value;
};
enum class Colour : unsigned char { red, green };

TEST(Show, SaysWhichOfAnEnumerationsValues) {
  EXPECT_EQ(shown(Colour::green), "Colour(1)");
}
TEST(Show, NamesTheTypeOfWhatHasNoOperator) {
  EXPECT_EQ(shown(Node<std::pair<int, Node<int>>>{}), "Node{…}");
}
TEST(Show, SaysWhetherAnOptionalHasAValue) {
  EXPECT_EQ(shown(std::optional<int>()), "none");
  EXPECT_EQ(shown(std::optional<int>(3)), "3");
}
TEST(Show, TakesAPointerToCharForText) {
  EXPECT_EQ(shown("ready"), "ready");
}
TEST(Show, TellsWhatAUniquePointerOwns) {
  EXPECT_EQ(shown(std::make_unique<int>(7)), "7");
  EXPECT_EQ(shown(std::unique_ptr<int>()), "nil");
}
TEST(Show, NumbersWhatIsPointedToByType) {
  std::vector<std::string> told;
  testing_support::explored([&] {
    Node<int> a{}, b{};
    Colour c{};
    told = {shown(&a), shown(&b), shown(&a), shown(&c), shown(static_cast<void*>(&c))};
  });
  EXPECT_EQ(told,
            (std::vector<std::string>{"Node#1", "Node#2", "Node#1", "Colour#1", "pointer#1"}));
}
TEST(Show, NeverShowsAnAddress) {
  int i = 0;
  EXPECT_EQ(shown(&i), "int");
}

}  // namespace
}  // namespace weft
