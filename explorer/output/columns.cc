#include "weft/explorer/output/columns.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/list_layout.h"
#include "weft/explorer/output/palette.h"

namespace weft::output {
namespace {

constexpr std::ptrdiff_t kMostColumns = 6;
constexpr std::size_t kNarrowestColumn = 13;
constexpr std::size_t kGap = 2;
constexpr std::size_t kNumber = 4;  // columns of a step's number
constexpr std::size_t kLine = 4;    // "line"
constexpr std::size_t kMark = 3;    // " < " before it

struct Column {
  std::size_t goroutine;
  std::string heading;
  std::size_t width;
};

class Table {
 public:
  Table(const std::vector<Row>& rows, const Transcript& transcript, const Style& style, Cells cells)
      : rows_(rows), transcript_(transcript), style_(style), cells_(cells), palette_(style) {
    for (const Row& row : rows) {
      where_ = std::max(where_, display_width(row.where));
      if (!row.mark.empty()) marks_ = std::max(marks_, kMark + display_width(row.mark));
    }
    for (std::size_t g = 0; g < transcript.goroutines.size(); ++g) add_column(g);
  }

  /// False: it would be unreadable.
  bool fit() {
    const auto own = [](const Transcript::Goroutine& g) { return !g.internal; };
    if (std::ranges::count_if(transcript_.goroutines, own) > kMostColumns) return false;
    if (total() > room()) name_the_file_once();
    where_ = std::min(where_, style_.width / 3);
    const auto least = [](std::size_t sum, const Column& c) {
      return sum + std::min(c.width, kNarrowestColumn);
    };
    if (std::accumulate(columns_.begin(), columns_.end(), std::size_t{0}, least) > room()) {
      return false;
    }
    while (total() > room()) --std::ranges::max_element(columns_, {}, &Column::width)->width;
    return true;
  }

  [[nodiscard]] std::vector<std::string> lines() const {
    std::vector<std::string> lines{palette_.paint(Ink::strong, heading())};
    const std::string key = this->key();
    if (!key.empty()) lines.push_back(line({.kind = Row::Kind::remark, .text = key}));
    for (const Row& row : rows_) {
      lines.push_back(line(row));
      const std::vector<std::string> more = rest(row);
      lines.insert(lines.end(), more.begin(), more.end());
    }
    return lines;
  }

 private:
  /// "lines are of queue.cc; x → 1: x is read".
  [[nodiscard]] std::string key() const {
    const std::string signs = key_of_signs(rows_, style_);
    const std::string lines = file_.empty() ? "" : "lines are of " + file_;
    return lines + (lines.empty() || signs.empty() ? "" : "; ") + signs;
  }

  /// What is left for the columns of goroutines.
  [[nodiscard]] std::size_t room() const {
    const std::size_t fixed = kNumber + kGap + where_ + marks_ + columns_.size() * kGap;
    return style_.width - std::min(style_.width, fixed);
  }

  /// If all places are in one file, lines are enough.
  void name_the_file_once() {
    std::string file;
    std::size_t widest = kLine;
    for (const Row& row : rows_) {
      const std::size_t colon = std::min(row.where.find_last_of(':'), row.where.size());
      const std::string own = row.where.substr(0, colon);
      widest = std::max(widest, row.where.size() - colon);
      if (!own.empty() && !file.empty() && own != file) return;
      if (!own.empty()) file = own;
    }
    file_ = file;
    where_ = widest;
  }

  [[nodiscard]] std::string where(const Row& row) const {
    if (file_.empty()) return cut(row.where, where_, palette_.glyphs().ellipsis);
    return row.where.empty() ? "" : row.where.substr(row.where.find_last_of(':'));
  }

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

  /// What is too wide says less: "for ever" is said by the sign before it, too.
  [[nodiscard]] static std::string fitted(const std::string& text, std::size_t width) {
    constexpr std::string_view kForEver = " for ever";
    constexpr std::string_view kSwap = "compare_and_swap ";
    if (display_width(text) <= width) return text;
    if (text.starts_with(kSwap)) return "cas " + text.substr(kSwap.size());
    if (text.ends_with(kForEver)) return text.substr(0, text.size() - kForEver.size());
    return text;
  }

  /// The first line of a cell, and those below it.
  [[nodiscard]] std::vector<std::string> pieces(const Row& row, std::size_t width) const {
    const std::string fits = fitted(row.text, width);
    const bool decisive = row.weight >= Weight::decisive;
    const bool wraps = cells_ == Cells::wrap || (cells_ == Cells::wrap_decisive && decisive);
    if (!wraps || display_width(fits) <= width) return {fits};
    std::vector<std::string> lines = wrapped(fits, width - 1);
    for (std::size_t i = 1; i < lines.size(); ++i) lines[i].insert(0, 1, ' ');
    return lines;
  }

  /// What of a row has no room beside the others, below it.
  [[nodiscard]] std::vector<std::string> rest(const Row& row) const {
    std::vector<std::string> lines;
    if (row.kind == Row::Kind::remark) return lines;
    std::size_t indent = kNumber + kGap;
    for (const Column& column : columns_) {
      if (column.goroutine == row.goroutine) {
        const std::vector<std::string> all = pieces(row, column.width);
        for (std::size_t i = 1; i < all.size(); ++i) {
          const std::string words = trimmed(cell(column, all[i]));
          const Ink ink = row.kind == Row::Kind::waits ? Ink::bad : Ink::plain;
          lines.push_back(std::string(indent, ' ') + palette_.paint(ink, words));
        }
      }
      indent += column.width + kGap;
    }
    return lines;
  }

  [[nodiscard]] std::string heading() const {
    std::string text = padded("step", kNumber + kGap);
    for (const Column& column : columns_) text += cell(column, column.heading);
    if (where_ == 0) return trimmed(text);
    return text + (file_.empty() ? "where" : "line");
  }

  [[nodiscard]] std::string line(const Row& row) const {
    if (row.kind == Row::Kind::remark) return remark_line(row, style_);
    std::string text = number_of(row) + std::string(kGap, ' ');
    for (const Column& column : columns_) {
      if (column.goroutine == row.goroutine) {
        const std::string words = cell(column, pieces(row, column.width).front());
        text += row.kind == Row::Kind::waits ? palette_.paint(Ink::bad, words) : words;
      } else if (row.peer >= 0 && static_cast<std::size_t>(row.peer) == column.goroutine) {
        text += cell(column, meets(row));
      } else {
        text.append(column.width + kGap, ' ');
      }
    }
    const std::string place = where(row);
    text += palette_.paint(Ink::faint, place);
    if (row.mark.empty()) return trimmed(text);
    const std::size_t used = display_width(place);
    return text + std::string(where_ > used ? where_ - used + 1 : 1, ' ') +
           palette_.paint(Ink::warning, std::string(palette_.glyphs().here) + ' ' + row.mark);
  }

  const std::vector<Row>& rows_;
  const Transcript& transcript_;
  const Style& style_;
  Cells cells_;
  Palette palette_;
  std::vector<Column> columns_;
  std::size_t where_ = 0;
  std::size_t marks_ = 0;
  std::string file_;  // of all places, if they are told by line only
};

}  // namespace

std::vector<std::string> table(const std::vector<Row>& rows, const Transcript& transcript,
                               const Style& style, Cells cells) {
  Table table(rows, transcript, style, cells);
  return table.fit() ? table.lines() : list_layout(rows, transcript, style);
}

}  // namespace weft::output
