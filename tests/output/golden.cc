#include "weft/tests/output/golden.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace weft::golden {

void expect_same(const std::string& text, const std::string& file) {
  const std::string path = WEFT_SOURCE_DIR "/tests/output/golden/" + file;
  if (std::getenv("WEFT_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path) << text;
    return;
  }
  std::ifstream in(path);
  ASSERT_TRUE(in) << path << " is missing; WEFT_UPDATE_GOLDEN=1 writes it";
  std::ostringstream expected;
  expected << in.rdbuf();
  EXPECT_EQ(text, expected.str()) << "as in " << path;
}

}  // namespace weft::golden
