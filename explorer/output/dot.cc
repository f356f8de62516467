#include "weft/explorer/output/dot.h"

#include "weft/explorer/output/arrows.h"
#include "weft/explorer/output/display.h"
#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/phrases.h"

namespace weft::output {
namespace {

constexpr Style kStyle{.utf8 = true};

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : printable(text, true)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string node(std::size_t step, std::size_t goroutine) {
  return 's' + std::to_string(step + 1) + "_g" + std::to_string(goroutine);
}

/// The steps of one goroutine, one below the other.
std::string lane(const Counterexample& told, std::size_t g) {
  const Transcript& transcript = told.transcript;
  const Transcript::Goroutine& goroutine = transcript.goroutines[g];
  std::string text =
      "  subgraph cluster_" + std::to_string(g) + " {\n    label=" + quoted(goroutine.name) + ";\n";
  std::string chain;
  for (std::size_t i = 0; i < transcript.steps.size(); ++i) {
    const Transcript::Step& step = transcript.steps[i];
    if (!step.involves(g)) continue;
    const bool own = step.goroutine == g;
    const std::string words = own ? phrase_of(step, kStyle) : "(met)";
    text +=
        "    " + node(i, g) + " [label=" + quoted(std::to_string(i + 1) + ". " + words) + "];\n";
    chain += (chain.empty() ? "    " : " -> ") + node(i, g);
  }
  if (const std::string last = last_words(told, g, kStyle); !last.empty()) {
    const std::string end = "wait_g" + std::to_string(g);
    text += "    " + end + " [label=" + quoted(last) + ", color=red, penwidth=2];\n";
    chain += (chain.empty() ? "    " : " -> ") + end;
  }
  if (!chain.empty()) text += chain + ";\n";
  return text + "  }\n";
}

}  // namespace

std::string dot_of(const Trace& trace) {
  const Transcript& transcript = trace.told.transcript;
  std::string text = "digraph counterexample {\n  label=" + quoted(trace.told.finding.message) +
                     ";\n  node [shape=box, fontname=monospace];\n";
  for (std::size_t g = 0; g < transcript.goroutines.size(); ++g) text += lane(trace.told, g);
  for (const Arrow& arrow : arrows_of(transcript)) {
    text += "  " + node(arrow.from, arrow.from_goroutine) + " -> " +
            node(arrow.to, arrow.to_goroutine) + " [style=dashed, constraint=false, tooltip=" +
            quoted(std::string(to_string(arrow.kind))) + "];\n";
  }
  return text + "}\n";
}

}  // namespace weft::output
