#include "weft/explorer/output/text_report.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "weft/explorer/output/blame.h"
#include "weft/explorer/output/cause.h"
#include "weft/explorer/output/columns.h"
#include "weft/explorer/output/cures.h"
#include "weft/explorer/output/display.h"
#include "weft/explorer/output/folding.h"
#include "weft/explorer/output/glossary.h"
#include "weft/explorer/output/palette.h"
#include "weft/explorer/output/phrases.h"
#include "weft/explorer/output/relevance.h"
#include "weft/explorer/output/source_line.h"
#include "weft/explorer/output/story.h"
#include "weft/explorer/output/wait_circle.h"
#include "weft/explorer/output/wait_graph.h"

namespace weft::output {
namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t kMostLines = 40;
constexpr std::size_t kMostHead = 4;
constexpr std::size_t kFewestRows = 6;
constexpr std::size_t kMostWaiting = 6;
constexpr std::size_t kHeading = 2;     // of the table
constexpr std::size_t kSeparators = 2;  // above the cause and the table

void append(Lines& to, const Lines& lines) {
  to.insert(to.end(), lines.begin(), lines.end());
}

class TextReport {
 public:
  TextReport(const Counterexample& told, std::string_view scenario, const TextOptions& options)
      : told_(told),
        scenario_(printable(scenario, options.style.utf8)),
        options_(options),
        style_(options.style),
        palette_(style_),
        rows_(rows_of(told, style_)),
        circle_(circle()) {}

  std::string text() const {
    Draft draft = with_excerpts(1);
    Draft both = with_excerpts(2);
    // A second line of source may cost a step that does not matter, but nothing of the cause.
    const bool fits = both.lines.size() <= kMostLines && both.of_cause == draft.of_cause;
    if (fits) draft = std::move(both);
    std::string text;
    for (const std::string& line : draft.lines) text += line + '\n';
    return text;
  }

 private:
  struct Draft {
    Lines lines;
    std::size_t of_cause;  // lines
  };

  /// Where there is no room for all, the steps that matter come first, then the cause, then the
  /// other steps. What the cause tells is not told again.
  [[nodiscard]] Draft with_excerpts(std::size_t excerpts) const {
    const Lines above = head();
    const Lines below = foot(excerpts);
    const std::size_t fixed = above.size() + below.size() + kSeparators + kHeading +
                              (circle_.empty() ? 0 : circle_.size() + 1);
    std::size_t room = kMostLines - std::min(kMostLines, fixed);
    const std::size_t needs = std::max(kFewestRows, rows_that_matter(rows_));
    Cause cause = cause_of(told_, room - std::min(room, needs), style_);
    if (!cause.untold.empty()) {
      const std::size_t also = needs + waiting(cause.untold).size();
      cause = cause_of(told_, room - std::min(room, also), style_);
    }
    const Lines waits = waiting(style_.full ? who_waits(told_) : cause.untold);
    room -= std::min(room, cause.lines.size() + waits.size());
    Lines all = above;
    append_section(all, cause.lines);
    append_section(all, steps(rows_, std::max(room, kFewestRows)));
    append(all, waits);
    if (waits.empty()) append_section(all, circle_);
    if (!waits.empty()) append(all, circle_);
    append(all, below);
    return {.lines = std::move(all), .of_cause = cause.lines.size()};
  }

  static void append_section(Lines& to, const Lines& lines) {
    if (lines.empty()) return;
    to.emplace_back();
    append(to, lines);
  }

  /// The table in at most `room` lines and a heading: if all words of the rows that matter have
  /// room, with all of them, else cut.
  [[nodiscard]] Lines steps(const std::vector<Row>& rows, std::size_t room) const {
    if (rows.empty()) return {};
    const Transcript& transcript = told_.transcript;
    const std::size_t least = std::min(room, rows_that_matter(rows));
    Lines lines = table(rows, transcript, style_);
    if (style_.full || lines.size() <= room + kHeading) return lines;
    for (std::size_t most = room; most > 0 && most >= least; --most) {
      const std::vector<Row> kept = folded(rows, most, transcript, style_);
      lines = table(kept, transcript, style_, Cells::wrap_decisive);
      if (lines.size() <= room + kHeading) return lines;
    }
    return table(folded(rows, room, transcript, style_), transcript, style_, Cells::cut);
  }

  [[nodiscard]] Lines head() const {
    Lines lines = sentence();
    for (const std::string& line : circumstances()) {
      lines.push_back(palette_.paint(Ink::faint, line));
    }
    for (const std::string& line : switches()) lines.push_back(palette_.paint(Ink::faint, line));
    return lines;
  }

  /// "DEADLOCK: nothing can move any more: …"
  [[nodiscard]] Lines sentence() const {
    if (told_.finding.kind.empty()) return {palette_.paint(Ink::good, "NOTHING IS BROKEN")};
    const std::string kind = headline(printable(told_.finding.kind, style_.utf8));
    const std::string message = printable(told_.finding.message, style_.utf8);
    const Lines& about = told_.finding.goroutines;
    const bool said = about.size() != 1 || told_.finding.kind == kind::kDataRace ||
                      names(told_.finding.message, about[0]);
    const std::string who = said ? "" : " in " + printable(about[0], style_.utf8);
    Lines lines = wrapped(kind + who + ": " + message, style_.width);
    for (std::string& line : lines) line = cut(line, style_.width, palette_.glyphs().ellipsis);
    if (lines[0].starts_with(kind)) {
      lines[0] = palette_.paint(Ink::bad, kind) + lines[0].substr(kind.size());
    }
    if (lines.size() > kMostHead && !style_.full) {
      lines.resize(kMostHead);
      lines.back() =
          cut(lines.back(), style_.width - 3, "") + ' ' + std::string(palette_.glyphs().ellipsis);
    }
    return lines;
  }

  /// A replay knows nothing of schedules that might be smaller.
  [[nodiscard]] Lines circumstances() const {
    const bool searched = told_.found_in_execution > 0;
    std::string text = told_.minimal ? "minimal: " : searched ? "smallest found: " : "";
    text += counted(static_cast<std::uint64_t>(told_.transcript.preemptions), "preemption") + ", " +
            std::to_string(told_.transcript.switches) +
            (told_.transcript.switches == 1 ? " switch; " : " switches; ") + scenario_;
    if (searched) text += ", execution " + std::to_string(told_.found_in_execution);
    Lines lines = indented(text, style_.width);
    for (std::string& line : lines) line = cut(line, style_.width, palette_.glyphs().ellipsis);
    return lines;
  }

  /// "  tried: the switch before step 6 is needed; at step 5 others could go on, too".
  [[nodiscard]] Lines switches() const {
    const Lines needed = before(Transcript::Need::needed);
    const Lines free = before(Transcript::Need::free);
    if (needed.empty() && free.empty()) return {};
    std::string text;
    if (!needed.empty()) {
      text = (needed.size() == 1 ? "the switch before " : "the switches before ") +
             steps_in_words(needed) + (needed.size() == 1 ? " is needed" : " are needed");
    }
    if (!free.empty()) {
      text += (text.empty() ? "at " : "; at ") + steps_in_words(free) + " others could go on, too";
    }
    return indented("tried: " + text, style_.width);
  }

  [[nodiscard]] Lines before(Transcript::Need need) const {
    Lines numbers;
    for (std::size_t i = 0; i < told_.transcript.steps.size(); ++i) {
      if (told_.transcript.steps[i].need == need) numbers.push_back(std::to_string(i + 1));
    }
    return numbers;
  }

  /// "step 5", "steps 5 and 6".
  static std::string steps_in_words(const Lines& numbers) {
    return (numbers.size() == 1 ? "step " : "steps ") + listed(numbers, kNamedSwitches);
  }

  /// What stands below, whatever room there is.
  [[nodiscard]] Lines foot(std::size_t excerpts) const {
    Lines lines;
    for (const Lines& section : {source(excerpts), actions()}) append_section(lines, section);
    return lines;
  }

  /// Empty, or with a blank line above.
  [[nodiscard]] Lines waiting(const std::vector<std::size_t>& who) const {
    Lines lines = waiting_lines(told_, who, style_.full ? who.size() : kMostWaiting, style_);
    for (std::string& line : lines) line.insert(0, "  ");
    const Lines heading{"", palette_.paint(Ink::strong, "still waiting")};
    if (!lines.empty()) lines.insert(lines.begin(), heading.begin(), heading.end());
    return lines;
  }

  [[nodiscard]] Lines circle() const {
    const std::string circle = circle_of(told_, style_);
    return circle.empty() ? Lines{} : labelled("circle", circle);
  }

  /// The lines of the user's that are to blame, at most so many.
  [[nodiscard]] Lines source(std::size_t most) const {
    std::vector<Blame> blames;
    for (Blame& blame : blames_of(told_)) {
      const bool told = std::ranges::find(blames, blame.at, &Blame::at) != blames.end();
      if (blames.size() < most && !told) blames.push_back(std::move(blame));
    }
    std::ranges::stable_sort(blames, {}, &Blame::step);
    Lines lines;
    for (const Blame& blame : blames) {
      const std::string remark = blame.step     ? "step " + std::to_string(*blame.step + 1)
                                 : blame.breaks ? "here it goes wrong"
                                                : "waits here for ever";
      append(lines, source_lines(blame.at, words_for(blame), remark, style_));
    }
    const bool newer = std::ranges::any_of(
        blames, [this](const Blame& blame) { return is_newer(blame.at, told_.built); });
    if (newer && !lines.empty()) {
      lines.push_back("  the file has changed since the program was built");
    }
    return lines;
  }

  [[nodiscard]] Lines actions() const {
    Lines lines;
    if (find_entry(told_.finding.kind) != nullptr) {
      append(lines, labelled("usual cure", std::string(cure_of(told_))));
      lines.push_back("  explain     " + options_.program + " explain " + told_.finding.kind);
    }
    if (!told_.token.empty()) {
      lines.push_back("  replay      " + replay_command() + told_.token);
    }
    if (!options_.saved.empty()) {
      lines.push_back("  picture     " + options_.program + " show --html " + options_.saved);
    }
    return lines;
  }

  [[nodiscard]] std::string replay_command() const {
    return options_.replay.empty() ? options_.program + " replay " : options_.replay;
  }

  [[nodiscard]] Lines labelled(const std::string& label, const std::string& text) const {
    constexpr std::size_t kIndent = 14;
    Lines lines = wrapped(text, style_.width - kIndent);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      lines[i].insert(0, padded(i == 0 ? "  " + label : "", kIndent));
      lines[i] = cut(lines[i], style_.width, palette_.glyphs().ellipsis);
    }
    return lines;
  }

  const Counterexample& told_;
  std::string scenario_;
  const TextOptions& options_;
  const Style& style_;
  Palette palette_;
  std::vector<Row> rows_;
  Lines circle_;
};

}  // namespace

std::string text_of(const Counterexample& told, std::string_view scenario,
                    const TextOptions& options) {
  return TextReport(told, scenario, options).text();
}

}  // namespace weft::output
