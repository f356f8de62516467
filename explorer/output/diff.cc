#include "weft/explorer/output/diff.h"

#include <algorithm>
#include <vector>

#include "weft/explorer/output/alignment.h"
#include "weft/explorer/output/display.h"
#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/palette.h"
#include "weft/explorer/output/phrases.h"
#include "weft/explorer/output/source_line.h"

namespace weft::output {
namespace {

constexpr std::size_t kSideBySide = 100;  // columns
constexpr std::size_t kNumber = 4;
constexpr std::size_t kContext = 2;  // common steps shown around a difference
constexpr std::size_t kMostRows = 30;

class Diff {
 public:
  Diff(const Trace& trace, const Style& style)
      : told_(trace.told),
        scenario_(printable(trace.scenario, style.utf8)),
        style_(style),
        palette_(style),
        rows_(aligned(told_.transcript, told_.passing)) {
    const auto exits = [&](const Aligned& row) {
      const Transcript& t = row.left == kNoPartner ? told_.passing : told_.transcript;
      const std::size_t step = row.left == kNoPartner ? row.right : row.left;
      return t.steps[step].kind == Transcript::StepKind::exit;
    };
    if (!style.full) std::erase_if(rows_, exits);
    const auto differs = [](const Aligned& row) { return !row.both(); };
    first_ = static_cast<std::size_t>(std::ranges::find_if(rows_, differs) - rows_.begin());
  }

  std::string text() {
    const std::string kind = headline(printable(told_.finding.kind, style_.utf8));
    for (const std::string& line : wrapped(
             kind + " in " + scenario_ + ", and the nearest schedule that passes", style_.width)) {
      add(palette_.paint(Ink::strong, cut(line, style_.width)));
    }
    lines_.emplace_back();
    heading();
    for (std::size_t i = 0; i < rows_.size();) i = is_folded(i) ? fold(i) : show(i);
    for (std::size_t g = 0; g < told_.transcript.goroutines.size(); ++g) end(g);
    std::string all;
    for (const std::string& line : lines_) all += line + '\n';
    return all;
  }

 private:
  [[nodiscard]] bool beside() const { return style_.width >= kSideBySide; }
  [[nodiscard]] std::size_t column() const { return (style_.width - 3) / 2; }

  void add(const std::string& line) { lines_.push_back(line); }

  void heading() {
    if (beside()) {
      add(padded("step  fails", column()) + " | step  passes");
    } else {
      add(cut("  - only where it fails, + only where it passes", style_.width));
    }
  }

  /// Common steps far from any difference; and, at the end, differences beyond all patience.
  [[nodiscard]] bool is_folded(std::size_t i) const {
    if (style_.full) return false;
    if (!rows_[i].both()) return shown_ >= kMostRows;
    const std::size_t from = i < kContext ? 0 : i - kContext;
    const std::size_t to = std::min(i + kContext + 1, rows_.size());
    return std::all_of(rows_.begin() + static_cast<std::ptrdiff_t>(from),
                       rows_.begin() + static_cast<std::ptrdiff_t>(to),
                       [](const Aligned& row) { return row.both(); });
  }

  std::size_t fold(std::size_t i) {
    std::size_t end = i;
    bool common = true;
    for (; end < rows_.size() && is_folded(end); ++end) common = common && rows_[end].both();
    const std::string_view rule = palette_.glyphs().rule;
    std::string text = "  " + std::string(rule) + std::string(rule) + ' ';
    text += std::string(palette_.glyphs().ellipsis) + ' ' + counted(end - i, "step");
    add(palette_.paint(Ink::faint, text + (common ? " the same" : " more")));
    return end;
  }

  std::size_t show(std::size_t i) {
    const Aligned& row = rows_[i];
    ++shown_;
    if (i == first_) {
      const std::string_view rule = palette_.glyphs().rule;
      add(palette_.paint(Ink::warning,
                         "  " + std::string(rule) + std::string(rule) + " here they part"));
    }
    const std::string left = words(told_.transcript, row.left);
    const std::string right = words(told_.passing, row.right);
    if (beside()) {
      const std::string_view sign = row.both() ? " | " : row.left == kNoPartner ? " > " : " < ";
      add(trimmed(padded(cut(left, column()), column()).append(sign) + cut(right, column())));
      return i + 1;
    }
    const char sign = row.both() ? ' ' : row.left == kNoPartner ? '+' : '-';
    const std::string line = cut(row.left == kNoPartner ? right : left, style_.width - 4);
    const Ink ink = sign == '-' ? Ink::bad : sign == '+' ? Ink::good : Ink::plain;
    add(palette_.paint(ink, std::string("  ") + sign + ' ' + line));
    return i + 1;
  }

  void end(std::size_t g) {
    const std::string last = last_words(told_, g, style_);
    if (last.empty()) return;
    const std::string name = printable(told_.transcript.goroutines[g].name, style_.utf8);
    const std::string text = std::string(kNumber + 2, ' ') + name + "  " + last;
    const std::size_t width = beside() ? column() : style_.width - 4;
    add(palette_.paint(Ink::bad, (beside() ? "" : "  - ") + cut(text, width)));
  }

  [[nodiscard]] std::string cut(const std::string& text, std::size_t width) const {
    return output::cut(text, width, palette_.glyphs().ellipsis);
  }

  [[nodiscard]] static std::string trimmed(std::string text) {
    text.resize(text.find_last_not_of(' ') + 1);
    return text;
  }

  /// "   4  worker  lock mu  queue.cc:12"; nothing if there is no such step.
  [[nodiscard]] std::string words(const Transcript& transcript, std::size_t index) const {
    if (index == kNoPartner) return {};
    const Transcript::Step& step = transcript.steps[index];
    const std::string number = std::to_string(index + 1);
    std::string text(kNumber - std::min(number.size(), kNumber), ' ');
    text += number + "  " + printable(transcript.goroutines[step.goroutine].name, style_.utf8);
    text += "  " + phrase_of(step, style_);
    const std::string place = printable(short_place(step.at), style_.utf8);
    return place.empty() ? text : text + "  " + place;
  }

  const Counterexample& told_;
  std::string scenario_;
  const Style& style_;
  Palette palette_;
  std::vector<Aligned> rows_;
  std::size_t first_ = 0;  // the row in which they part
  std::size_t shown_ = 0;
  std::vector<std::string> lines_;
};

}  // namespace

std::string diff_of(const Trace& trace, const Style& style) {
  return Diff(trace, style).text();
}

}  // namespace weft::output
