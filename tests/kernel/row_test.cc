#include "weft/explorer/kernel/row.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace weft::kernel {
namespace {

std::vector<int> all(const Row<int>& row) {
  return {row.begin(), row.end()};
}

Row<int> up_to(int end) {
  Row<int> row;
  for (int n = 0; n < end; ++n) row.push_back(n);
  return row;
}

TEST(Row, KeepsWhatIsPushedWhileItGrows) {
  std::vector<int> expected(1000);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(all(up_to(1000)), expected);
}

TEST(Row, TakesAnElementOfItsOwnEvenWhenItHasToGrow) {
  Row<int> row = up_to(1);
  row[0] = 7;
  for (int n = 0; n < 100; ++n) row.push_back(row[0]);
  EXPECT_EQ(all(row), std::vector<int>(101, 7));
}

TEST(Row, FillsWhatResizeAddsWithTheValueAndNotWithWhatWasThereBefore) {
  Row<int> row = up_to(5);
  row.cut(2);
  row.resize(4, 9);
  EXPECT_EQ(all(row), (std::vector{0, 1, 9, 9}));
}

TEST(Row, ForgetsAllThatAssignDoesNotSay) {
  Row<int> row = up_to(5);
  row.assign(2, 3);
  EXPECT_EQ(all(row), (std::vector{3, 3}));
}

TEST(Row, IsCopiedWithItsElements) {
  const Row<int> row = up_to(3);
  Row<int> copy = row;
  copy[0] = 8;
  EXPECT_EQ(all(row), (std::vector{0, 1, 2}));
}

TEST(Row, GivesANewElementItsDefaultWhereAnotherWas) {
  Row<int> row = up_to(3);
  row.pop_back();
  EXPECT_EQ(row.emplace_back(), 0);
}

}  // namespace
}  // namespace weft::kernel
