// What people read, held against what they read last time: files in tests/output/golden/.
#pragma once

#include <string>

namespace weft::golden {

/// Fails the running test if `text` is not what the file says. With WEFT_UPDATE_GOLDEN set, writes
/// the file instead.
void expect_same(const std::string& text, const std::string& file);

}  // namespace weft::golden
