#include "weft/explorer/output/columns.h"

#include <algorithm>
#include <numeric>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/list_layout.h"
#include "weft/explorer/output/palette.h"

namespace weft::output {
namespace {

constexpr std::size_t kMostColumns = 6;
constexpr std::size_t kNarrowestColumn = 9;
constexpr std::size_t kGap = 2;
constexpr std::size_t kNumber = 4;  // columns of a step's number

struct Column {
  std::size_t goroutine;
  std::string heading;
  std::size_t width;
};

class Table {
 public:
  Table(const std::vector<Row>& rows, const Transcript& transcript, const Style& style)
      : rows_(rows), transcript_(transcript), style_(style), palette_(style) {
    for (const Row& row : rows) where_ = std::max(where_, display_width(row.where));
    where_ = std::min(where_, style.width / 3);
    for (std::size_t g = 0; g < transcript.goroutines.size(); ++g) add_column(g);
  }

  /// False: it would be unreadable.
  bool fit() {
    if (columns_.size() > kMostColumns) return false;
    const std::size_t fixed = kNumber + kGap + where_ + columns_.size() * kGap;
    if (fixed >= style_.width) return false;
    const std::size_t room = style_.width - fixed;
    if (columns_.size() * kNarrowestColumn > room) return false;
    while (total() > room) --std::ranges::max_element(columns_, {}, &Column::width)->width;
    return true;
  }

  [[nodiscard]] std::vector<std::string> lines() const {
    std::vector<std::string> lines{palette_.paint(Ink::strong, heading())};
    for (const Row& row : rows_) lines.push_back(line(row));
    return lines;
  }

 private:
  void add_column(std::size_t goroutine) {
    const std::string name = printable(transcript_.goroutines[goroutine].name, style_.utf8);
    bool appears = false;
    std::size_t width = display_width(name);
    for (const Row& row : rows_) {
      if (row.kind == Row::Kind::remark) continue;
      const bool own = row.goroutine == goroutine;
      const bool peer = row.peer >= 0 && static_cast<std::size_t>(row.peer) == goroutine;
      appears = appears || own || peer;
      if (own) width = std::max(width, display_width(row.text));
      if (peer) width = std::max(width, display_width(meets(row)));
    }
    if (appears) columns_.push_back({.goroutine = goroutine, .heading = name, .width = width});
  }

  [[nodiscard]] std::size_t total() const {
    return std::accumulate(columns_.begin(), columns_.end(), std::size_t{0},
                           [](std::size_t sum, const Column& c) { return sum + c.width; });
  }

  [[nodiscard]] std::string meets(const Row& row) const {
    return std::string(palette_.glyphs().meets) + ' ' +
           printable(transcript_.goroutines[row.goroutine].name, style_.utf8);
  }

  [[nodiscard]] std::string cell(const Column& column, const std::string& text) const {
    return padded(cut(text, column.width, palette_.glyphs().ellipsis), column.width + kGap);
  }

  [[nodiscard]] std::string heading() const {
    std::string text = padded("step", kNumber + kGap);
    for (const Column& column : columns_) text += cell(column, column.heading);
    return where_ == 0 ? trimmed(text) : text + "where";
  }

  [[nodiscard]] std::string line(const Row& row) const {
    if (row.kind == Row::Kind::remark) return remark_line(row, style_);
    std::string text = number_of(row) + std::string(kGap, ' ');
    for (const Column& column : columns_) {
      if (column.goroutine == row.goroutine) {
        const std::string words = cell(column, row.text);
        text += row.kind == Row::Kind::waits ? palette_.paint(Ink::bad, words) : words;
      } else if (row.peer >= 0 && static_cast<std::size_t>(row.peer) == column.goroutine) {
        text += cell(column, meets(row));
      } else {
        text.append(column.width + kGap, ' ');
      }
    }
    const std::string where = cut(row.where, where_, palette_.glyphs().ellipsis);
    return trimmed(text + palette_.paint(Ink::faint, where));
  }

  const std::vector<Row>& rows_;
  const Transcript& transcript_;
  const Style& style_;
  Palette palette_;
  std::vector<Column> columns_;
  std::size_t where_ = 0;
};

}  // namespace

std::vector<std::string> table(const std::vector<Row>& rows, const Transcript& transcript,
                               const Style& style) {
  Table table(rows, transcript, style);
  return table.fit() ? table.lines() : list_layout(rows, transcript, style);
}

}  // namespace weft::output
