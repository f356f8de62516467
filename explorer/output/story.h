// The rows a counterexample is told in: steps, loops folded, what does not matter left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/output/relevance.h"
#include "weft/explorer/output/terminal.h"

namespace weft::output {

struct Row {
  enum class Kind : std::uint8_t {
    step,    ///< a goroutine does something
    waits,   ///< a goroutine waits for ever, or breaks
    remark,  ///< a sentence across the table: a preemption, a loop, steps left out
  };
  Kind kind = Kind::step;
  Weight weight = Weight::aside;
  std::size_t number = 0;  ///< of the step, from 1
  std::size_t goroutine = 0;
  long peer = -1;
  std::string text = {};
  std::string where = {};
  std::string mark = {};  ///< "A" and "B": the steps whose order decides
};

/// Every step, without rounds of loops that repeat; then who waits for ever.
[[nodiscard]] std::vector<Row> rows_of(const Counterexample& told, const Style& style);

}  // namespace weft::output
