#include "weft/explorer/output/story.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/loops.h"
#include "weft/explorer/output/palette.h"
#include "weft/explorer/output/phrases.h"
#include "weft/explorer/output/source_line.h"

namespace weft::output {
namespace {

class Storyteller {
 public:
  Storyteller(const Counterexample& told, const Style& style)
      : told_(told),
        transcript_(told.transcript),
        relevance_(told),
        style_(style),
        palette_(style) {}

  std::vector<Row> tell() {
    const std::vector<Loop> loops = style_.full ? std::vector<Loop>{} : loops_of(transcript_);
    auto loop = loops.begin();
    for (std::size_t i = 0; i < transcript_.steps.size();) {
      if (loop == loops.end() || loop->first != i) {
        step(i++);
        continue;
      }
      for (; i < loop->first + loop->length; ++i) step(i);
      repeat(*loop);
      i = loop->first + loop->length * loop->times;
      runs_ = transcript_.steps[i - 1].goroutine;
      ++loop;
    }
    for (std::size_t g = 0; g < transcript_.goroutines.size(); ++g) end(g);
    return std::move(rows_);
  }

 private:
  void step(std::size_t i) {
    const Transcript::Step& step = transcript_.steps[i];
    const bool shown =
        style_.full || (step.kind != Transcript::StepKind::exit && !starts_our_own(step) &&
                        !(is_our_own(step) && mark(i).empty()));
    if (shown) show(i, step);
    for (const Transcript::Print& print : step.prints) prints(print, relevance_.weight(i));
  }

  void show(std::size_t i, const Transcript::Step& step) {
    if (step.preempted && runs_) preemption(*runs_, step.need);
    if (step.kind == Transcript::StepKind::operation) runs_ = step.goroutine;
    rows_.push_back({.kind = Row::Kind::step,
                     .weight = relevance_.weight(i),
                     .number = i + 1,
                     .goroutine = step.goroutine,
                     .peer = step.kind == Transcript::StepKind::operation ? step.peer : -1,
                     .text = without_file(phrase_of(step, style_), step.at),
                     .where = printable(short_place(step.at), style_.utf8),
                     .mark = mark(i)});
    if (style_.full && step.stack.size() > 1) calls(step);
  }

  /// "in push, from queue.cc:30 in main": who called.
  void calls(const Transcript::Step& step) {
    std::string text = step.stack[0].function.empty() ? "" : "in " + step.stack[0].function;
    for (std::size_t i = 1; i < step.stack.size(); ++i) {
      const Transcript::Call& call = step.stack[i];
      text += (text.empty() ? "from " : ", from ") + short_place(call.at);
      if (!call.function.empty()) text += " in " + call.function;
    }
    remark(printable(text, style_.utf8));
  }

  /// A row for each line, in the column of who printed it.
  void prints(const Transcript::Print& print, Weight weight) {
    constexpr std::size_t kMost = 8;
    std::istringstream lines(print.text);
    std::size_t n = 0;
    for (std::string line; std::getline(lines, line); ++n) {
      const bool last = n + 1 == kMost && !style_.full;
      rows_.push_back(
          {.weight = weight,
           .goroutine = print.goroutine,
           .text = "prints \"" + printable(line, style_.utf8) + (last ? "\", and more" : "\"")});
      if (last) return;
    }
  }

  /// The clock, for example, is none of the user's business.
  [[nodiscard]] bool starts_our_own(const Transcript::Step& step) const {
    return step.kind == Transcript::StepKind::spawn && step.peer >= 0 &&
           transcript_.goroutines[static_cast<std::size_t>(step.peer)].internal;
  }

  /// A destructor that did not have to wait, a goroutine that has come to a place or to an object
  /// whose end matters: nothing the user wrote.
  [[nodiscard]] static bool is_our_own(const Transcript::Step& step) {
    return step.operation == "end of" || step.operation == "arrival" ||
           step.operation == "borrows" || step.operation == "returns";
  }

  /// "mutex@queue.cc:12" in a step of queue.cc is "mutex:12".
  [[nodiscard]] static std::string without_file(const std::string& text, const Place& at) {
    const std::string place = short_place(at);
    std::string file(1, '@');
    file.append(place, 0, place.find_last_of(':') + 1);
    if (file.size() < 3) return text;
    std::string without;
    std::size_t from = 0;
    for (auto i = text.find(file); i != text.npos; i = text.find(file, from)) {
      without.append(text, from, i - from).push_back(':');
      from = i + file.size();
    }
    return without.append(text, from);
  }

  [[nodiscard]] std::string mark(std::size_t step) const {
    const auto& about = told_.finding.steps;
    if (std::ranges::find(about, step) != about.end()) {
      return told_.finding.kind == kind::kDataRace ? "race" : "here";
    }
    const auto at = std::ranges::find(told_.decisive, step);
    if (at == told_.decisive.end()) return {};
    return at == told_.decisive.begin() ? "A" : "B";
  }

  void preemption(std::size_t goroutine, Transcript::Need need) {
    remark(printable(transcript_.goroutines[goroutine].name, style_.utf8) +
           " is preempted: it could have gone on" +
           (need == Transcript::Need::needed ? " (needed)" : ""));
    rows_.back().weight = need == Transcript::Need::free ? Weight::close : Weight::decisive;
  }

  void repeat(const Loop& loop) {
    const std::string first = std::to_string(loop.first + 1);
    const std::string last = std::to_string(loop.first + loop.length);
    const std::string what = loop.length == 1
                                 ? "step " + first
                                 : "steps " + first + std::string(palette_.glyphs().range) + last;
    remark(what + " again and again" + (loop.alike ? " with other values, " : ", ") +
           std::string(palette_.glyphs().times) + std::to_string(loop.times) + " in all");
    rows_.back().weight = Weight::close;
  }

  void remark(std::string text) {
    rows_.push_back({.kind = Row::Kind::remark, .text = std::move(text)});
  }

  void end(std::size_t g) {
    const Place at = last_place(told_, g);
    std::string last = without_file(last_words(told_, g, style_), at);
    if (last.empty()) return;
    rows_.push_back({.kind = Row::Kind::waits,
                     .weight = relevance_.concerns(g) ? Weight::decisive : Weight::related,
                     .goroutine = g,
                     .text = std::move(last),
                     .where = printable(short_place(at), style_.utf8)});
  }

  const Counterexample& told_;
  const Transcript& transcript_;
  Relevance relevance_;
  const Style& style_;
  Palette palette_;
  std::optional<std::size_t> runs_;  // the goroutine that ran last
  std::vector<Row> rows_;
};

}  // namespace

std::vector<Row> rows_of(const Counterexample& told, const Style& style) {
  return Storyteller(told, style).tell();
}

}  // namespace weft::output
