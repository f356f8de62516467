#include "weft/explorer/output/svg.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "weft/explorer/output/arrows.h"
#include "weft/explorer/output/display.h"
#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/junit.h"
#include "weft/explorer/output/phrases.h"
#include "weft/explorer/output/source_line.h"

namespace weft::output {
namespace {

constexpr Style kStyle{.utf8 = true};
constexpr std::size_t kLetter = 8;  // width of one, in pixels, generously
constexpr std::size_t kMostLetters = 34;
constexpr std::size_t kGutter = 56;
constexpr std::size_t kHead = 56;
constexpr std::size_t kRow = 30;
constexpr std::size_t kBox = 22;
constexpr std::size_t kGap = 28;  // between lanes

constexpr const char* kLook = R"(<style>
  .weft { --ink: #1b1f24; --paper: #ffffff; --box: #eef2f7; --line: #8a94a3; --bad: #b3261e;
          --warn: #9a5b00; --flow: #1f5fbf; background: var(--paper);
          font: 13px ui-monospace, Menlo, Consolas, monospace; }
  @media (prefers-color-scheme: dark) {
    .weft { --ink: #e6e9ee; --paper: #14171b; --box: #242a32; --line: #7d8794; --bad: #ff8a80;
            --warn: #ffb74d; --flow: #8ab4f8; } }
  @media print { .weft { --ink: #000; --paper: #fff; --box: #fff; --line: #555; --bad: #000;
                         --warn: #000; --flow: #000; } }
  .weft text { fill: var(--ink); }
  .weft .name { font-weight: bold; }
  .weft .lane { stroke: var(--line); stroke-dasharray: 2 4; }
  .weft .step rect { fill: var(--box); stroke: var(--line); }
  .weft .decides rect { stroke: var(--warn); stroke-width: 2.5; }
  .weft .parts rect { stroke: var(--flow); stroke-width: 3; }
  .weft .forever rect { stroke: var(--bad); stroke-width: 2; stroke-dasharray: 5 3; }
  .weft .preempted { stroke: var(--warn); stroke-width: 1.5; stroke-dasharray: 6 4; }
  .weft .remark { fill: var(--warn); }
  .weft .arrow { stroke: var(--flow); stroke-width: 1.6; fill: none; }
  .weft .spawn { stroke: var(--line); stroke-width: 1.2; stroke-dasharray: 3 3; }
  .weft .ending { stroke-dasharray: 8 3; }
  .weft .head { fill: var(--flow); }
</style>
)";

class Drawing {
 public:
  Drawing(const Trace& trace, std::string_view prefix, std::size_t parts)
      : trace_(trace), transcript_(trace.told.transcript), prefix_(prefix), parts_(parts) {
    lane_ = 12;
    for (const Transcript::Goroutine& g : transcript_.goroutines) widen(g.name);
    for (const Transcript::Step& step : transcript_.steps) widen(phrase_of(step, kStyle));
    for (std::size_t g = 0; g < transcript_.goroutines.size(); ++g) {
      last_words_.push_back(last_words(trace.told, g, kStyle));
      widen(last_words_.back());
    }
    lane_ = lane_ * kLetter + 12;
  }

  std::string draw() {
    const bool ends =
        std::ranges::any_of(last_words_, [](const auto& last) { return !last.empty(); });
    const std::size_t width = kGutter + transcript_.goroutines.size() * (lane_ + kGap);
    const std::size_t height = top(transcript_.steps.size()) + (ends ? kRow : 0) + kRow / 2;
    out_ = R"(<svg xmlns="http://www.w3.org/2000/svg" class="weft" role="img" width=")" +
           std::to_string(width) + "\" height=\"" + std::to_string(height) + "\" viewBox=\"0 0 " +
           std::to_string(width) + ' ' + std::to_string(height) + "\">\n<title>" +
           xml_escaped(trace_.scenario + ": " + trace_.told.finding.message) + "</title>\n" +
           kLook + "<defs><marker id=\"" + prefix_ +
           "head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" "
           "markerHeight=\"8\" orient=\"auto\"><path class=\"head\" d=\"M0 0 L8 4 L0 8 z\"/>"
           "</marker></defs>\n";
    lanes(height);
    for (const Arrow& arrow : arrows_of(transcript_)) draw(arrow);  // boxes hide what they cross
    for (std::size_t i = 0; i < transcript_.steps.size(); ++i) step(i, width);
    for (std::size_t g = 0; g < transcript_.goroutines.size(); ++g) end(g);
    return out_ + "</svg>\n";
  }

 private:
  void widen(const std::string& text) {
    lane_ = std::clamp(display_width(text), lane_, kMostLetters);
  }

  [[nodiscard]] std::size_t left(std::size_t lane) const { return kGutter + lane * (lane_ + kGap); }
  [[nodiscard]] std::size_t centre(std::size_t lane) const { return left(lane) + lane_ / 2; }
  [[nodiscard]] static std::size_t top(std::size_t row) { return kHead + row * kRow; }
  [[nodiscard]] static std::size_t middle(std::size_t row) { return top(row) + kBox / 2; }

  static std::string number(const char* name, std::size_t value) {
    return ' ' + std::string(name) + "=\"" + std::to_string(value) + '"';
  }

  void line(const char* look, std::size_t x1, std::size_t y1, std::size_t x2, std::size_t y2) {
    out_ +=
        "<line class=\"" + std::string(look) + '"' + number("x1", x1) + number("y1", y1) +
        number("x2", x2) + number("y2", y2) +
        (std::string_view(look).starts_with(kArrow) ? " marker-end=\"url(#" + prefix_ + "head)\""
                                                    : "") +
        "/>\n";
  }

  void text(const char* look, std::size_t x, std::size_t y, const std::string& words,
            const char* anchor = "start") {
    out_ += "<text class=\"" + std::string(look) + '"' + number("x", x) + number("y", y) +
            " text-anchor=\"" + anchor + "\">" + xml_escaped(words) + "</text>\n";
  }

  void box(std::size_t row, std::size_t lane, const std::string& words) {
    out_ += "<rect rx=\"4\"" + number("x", left(lane)) + number("y", top(row)) +
            number("width", lane_) + number("height", kBox) + "/>\n";
    text("words", centre(lane), top(row) + 15, cut(words, kMostLetters, "…"), "middle");
  }

  void lanes(std::size_t height) {
    for (std::size_t g = 0; g < transcript_.goroutines.size(); ++g) {
      const std::string name = printable(transcript_.goroutines[g].name, true);
      text("name", centre(g), 32, cut(name, kMostLetters, "…"), "middle");
      line("lane", centre(g), 42, centre(g), height - 6);
    }
  }

  void step(std::size_t i, std::size_t width) {
    const Transcript::Step& step = transcript_.steps[i];
    const std::string place = short_place(step.at);
    if (step.preempted) line("preempted", 4, top(i) - 4, width - 4, top(i) - 4);
    const std::string id = std::to_string(i + 1);
    out_ += "<g class=\"step" + std::string(i + 1 == parts_ ? " parts" : "") + mark(i) +
            "\" id=\"" + prefix_ + "step" + id + "\" data-step=\"" + id + "\"><title>" +
            xml_escaped(std::to_string(i + 1) + ". " + phrase_of(step, kStyle) +
                        (place.empty() ? "" : "  " + place) +
                        (step.preempted ? "  (the goroutine before could have gone on)" : "")) +
            "</title>\n";
    text("number", kGutter - 14, top(i) + 15, std::to_string(i + 1), "end");
    box(i, step.goroutine, phrase_of(step, kStyle));
    if (step.kind == Transcript::StepKind::operation && step.peer >= 0) {
      const std::string& other = transcript_.goroutines[step.goroutine].name;
      box(i, static_cast<std::size_t>(step.peer), "↔ " + printable(other, true));
    }
    out_ += "</g>\n";
  }

  /// What the finding is about stands out.
  [[nodiscard]] std::string mark(std::size_t step) const {
    const Counterexample& told = trace_.told;
    const auto& about = told.finding.steps;
    const bool marked = std::ranges::find(about, step) != about.end() ||
                        std::ranges::find(told.decisive, step) != told.decisive.end();
    return marked ? " decides" : "";
  }

  void end(std::size_t g) {
    const std::string& last = last_words_[g];
    if (last.empty()) return;
    const std::string place = short_place(last_place(trace_.told, g));
    out_ += "<g class=\"step forever\"><title>" + xml_escaped(last + "  " + place) + "</title>\n";
    box(transcript_.steps.size(), g, last);
    out_ += "</g>\n";
  }

  /// From the edge of one box to the edge of the other.
  void draw(const Arrow& arrow) {
    const bool right = arrow.to_goroutine > arrow.from_goroutine;
    const std::size_t x1 = left(arrow.from_goroutine) + (right ? lane_ : 0);
    const std::size_t x2 = left(arrow.to_goroutine) + (right ? 0 : lane_);
    out_ += "<g><title>" + std::string(to_string(arrow.kind)) + "</title>";
    line(look_of(arrow.kind), x1, middle(arrow.from), x2, middle(arrow.to));
    out_ += "</g>\n";
  }

  /// Told apart without colours: by dashes.
  static const char* look_of(Arrow::Kind kind) {
    if (kind == Arrow::Kind::spawn) return "arrow spawn";
    const bool ends = kind == Arrow::Kind::closing || kind == Arrow::Kind::cancel;
    return ends ? "arrow ending" : "arrow";
  }

  static constexpr const char* kArrow = "arrow";

  const Trace& trace_;
  const Transcript& transcript_;
  std::string prefix_;
  std::size_t parts_;
  std::vector<std::string> last_words_;  // of each goroutine
  std::size_t lane_;
  std::string out_;
};

}  // namespace

std::string svg_of(const Trace& trace) {
  return Drawing(trace, "", 0).draw();
}

std::string svg_of(const Trace& trace, std::string_view prefix, std::size_t parts) {
  return Drawing(trace, prefix, parts).draw();
}

}  // namespace weft::output
