#include "weft/explorer/output/mermaid.h"

#include <string_view>

#include "weft/explorer/output/display.h"
#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/loops.h"
#include "weft/explorer/output/phrases.h"

namespace weft::output {
namespace {

constexpr Style kStyle{.utf8 = true};

/// Letters that would end a text are written as entities.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : printable(text, true)) {
    if (c == '#' || c == ';' || c == '<' || c == '>' || c == '"') {
      out += '#' + std::to_string(static_cast<int>(c)) + ';';
    } else {
      out += c;
    }
  }
  return out;
}

std::string id(std::size_t goroutine) {
  return 'g' + std::to_string(goroutine);
}

std::string note(std::size_t goroutine, const std::string& text) {
  return "  Note over " + id(goroutine) + ": " + escaped(text) + '\n';
}

std::string line(const Transcript::Step& step) {
  const std::string text = phrase_of(step, kStyle);
  if (step.peer < 0) return note(step.goroutine, text);
  const auto peer = static_cast<std::size_t>(step.peer);
  const bool receives = step.operation == "recv";
  const std::string from = id(receives ? peer : step.goroutine);
  const std::string to = id(receives ? step.goroutine : peer);
  return "  " + from + "->>" + to + ": " + escaped(text) + '\n';
}

std::string steps(const Transcript& transcript) {
  std::string text;
  std::size_t i = 0;
  const auto until = [&](std::size_t end) {
    for (; i < end; ++i) {
      if (transcript.steps[i].kind != Transcript::StepKind::exit) text += line(transcript.steps[i]);
    }
  };
  for (const Loop& loop : loops_of(transcript)) {
    until(loop.first);
    text += "  loop " + std::to_string(loop.times) + " times\n";
    until(loop.first + loop.length);
    text += "  end\n";
    i = loop.first + loop.length * loop.times;
  }
  until(transcript.steps.size());
  return text;
}

}  // namespace

std::string mermaid_of(const Trace& trace) {
  const Transcript& transcript = trace.told.transcript;
  std::string text = "sequenceDiagram\n";
  for (std::size_t g = 0; g < transcript.goroutines.size(); ++g) {
    text += "  participant " + id(g) + " as " + escaped(transcript.goroutines[g].name) + '\n';
  }
  text += steps(transcript);
  for (std::size_t g = 0; g < transcript.goroutines.size(); ++g) {
    const std::string last = last_words(trace.told, g, kStyle);
    if (!last.empty()) text += note(g, last);
  }
  return text;
}

}  // namespace weft::output
