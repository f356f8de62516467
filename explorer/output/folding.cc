#include "weft/explorer/output/folding.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/palette.h"
#include "weft/explorer/output/phrases.h"

namespace weft::output {
namespace {

class Folder {
 public:
  Folder(const Transcript& transcript, const Style& style)
      : transcript_(transcript), style_(style), palette_(style) {}

  /// Runs of rows for which `hide` holds become one remark; a single one stays as it is.
  template <typename Hide>
  std::vector<Row> fold(const std::vector<Row>& rows, const Hide& hide) const {
    std::vector<Row> out;
    for (std::size_t i = 0; i < rows.size();) {
      std::size_t end = i;
      while (end < rows.size() && hide(end)) ++end;
      if (end - i >= 2) {
        out.push_back(summary(std::span(rows).subspan(i, end - i)));
        i = end;
      } else {
        out.push_back(rows[i++]);
      }
    }
    return out;
  }

  /// As many rows as fit, of those that matter most; of equal ones the later. What is left out is
  /// said in a row of its own, unless that row would take the place of a step that matters: the
  /// numbers of the steps have a gap, too.
  [[nodiscard]] std::vector<Row> fold_to(const std::vector<Row>& rows, std::size_t most) const {
    constexpr std::size_t kFewToMiss = 3;
    const std::vector<std::size_t> order = by_weight(rows);
    std::vector<Row> fewest = only(rows, order, most);
    if (rows.size() - fewest.size() <= kFewToMiss) return fewest;
    std::vector<Row> fewer = said_so(rows, order, most);
    return rows_that_matter(fewer) < rows_that_matter(fewest) ? fewest : fewer;
  }

 private:
  static std::vector<std::size_t> by_weight(const std::vector<Row>& rows) {
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
      return std::pair(rows[a].weight, a) > std::pair(rows[b].weight, b);
    });
    return order;
  }

  static std::vector<Row> only(const std::vector<Row>& rows, std::vector<std::size_t> order,
                               std::size_t most) {
    order.resize(std::min(order.size(), most));
    std::ranges::sort(order);
    std::vector<Row> fewer;
    fewer.reserve(order.size());
    for (const std::size_t i : order) fewer.push_back(rows[i]);
    return fewer;
  }

  [[nodiscard]] std::vector<Row> said_so(const std::vector<Row>& rows,
                                         const std::vector<std::size_t>& order,
                                         std::size_t most) const {
    std::vector<Row> fewer;
    for (std::size_t keep = std::min(order.size(), most); keep > 0; --keep) {
      std::vector<bool> kept(rows.size());
      for (std::size_t i = 0; i < keep; ++i) kept[order[i]] = true;
      fewer = fold(rows, [&](std::size_t i) { return !kept[i]; });
      if (fewer.size() <= most) break;
    }
    return fewer;
  }

  Row summary(std::span<const Row> rows) const {
    std::set<std::size_t> seen;
    std::vector<std::string> who;
    std::size_t steps = 0;
    std::size_t waits = 0;
    for (const Row& row : rows) {
      if (row.kind == Row::Kind::remark) continue;
      if (row.kind == Row::Kind::waits) ++waits;
      if (row.number > 0) ++steps;
      if (!seen.insert(row.goroutine).second) continue;
      who.push_back(printable(transcript_.goroutines[row.goroutine].name, style_.utf8));
    }
    std::string text(palette_.glyphs().ellipsis);
    if (steps > 0) text += ' ' + counted(steps, "step");
    if (waits > 0) text += (steps > 0 ? ", " : " ") + counted(waits, "wait") + " for ever";
    if (!who.empty()) text += " of " + listed(who, 4);
    return {.kind = Row::Kind::remark, .text = std::move(text)};
  }

  const Transcript& transcript_;
  const Style& style_;
  Palette palette_;
};

}  // namespace

std::size_t rows_that_matter(const std::vector<Row>& rows) {
  return static_cast<std::size_t>(
      std::ranges::count_if(rows, [](const Row& row) { return row.weight >= Weight::decisive; }));
}

std::vector<Row> folded(std::vector<Row> rows, std::size_t most, const Transcript& transcript,
                        const Style& style) {
  if (style.full || rows.size() <= most) return rows;
  return Folder(transcript, style).fold_to(rows, most);
}

}  // namespace weft::output
