#include "weft/explorer/output/html.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "weft/explorer/output/alignment.h"
#include "weft/explorer/output/blame.h"
#include "weft/explorer/output/cures.h"
#include "weft/explorer/output/display.h"
#include "weft/explorer/output/html_page.h"
#include "weft/explorer/output/junit.h"
#include "weft/explorer/output/phrases.h"
#include "weft/explorer/output/source_line.h"
#include "weft/explorer/output/svg.h"
#include "weft/explorer/output/wait_circle.h"

namespace weft::output {
namespace {

using Json = nlohmann::ordered_json;

constexpr Style kStyle{.width = 160, .utf8 = true};

/// Keeps track of who holds which locks while the steps go by.
class Locks {
 public:
  void see(const Transcript::Step& step) {
    std::vector<std::string>& own = held_[step.goroutine];
    const std::string& what = step.operation;
    const bool tried = (what == "try_lock" || what == "try_rlock") && step.result == "true";
    if (what == "lock" || what == "rlock" || tried) own.push_back(step.object);
    if (what != "unlock" && what != "runlock") return;
    const auto given = std::ranges::find(own, step.object);
    if (given != own.end()) own.erase(given);
  }

  [[nodiscard]] std::string of(std::size_t goroutine) {
    return listed(held_[goroutine], held_[goroutine].size());
  }

 private:
  std::map<std::size_t, std::vector<std::string>> held_;
};

std::string source(const Transcript::Step& step) {
  std::string text;
  const auto words = words_for({.at = step.at, .operation = step.operation, .object = step.object});
  for (const std::string& line : source_lines(step.at, words, "", kStyle)) {
    const auto bar = line.find(" | ");  // the place is told beside it
    text += line.substr(bar == line.npos ? 0 : bar + 3) + '\n';
  }
  return text;
}

/// "bank.cc:12 add", a line for each call; nothing if there is only the one that is told anyway.
std::string stack(const Transcript::Calls& calls) {
  std::string text;
  if (calls.size() < 2) return text;
  for (const Transcript::Call& call : calls)
    text += joined(short_place(call.at), call.function) + '\n';
  return text;
}

std::string prints(const Transcript& transcript, const Transcript::Step& step) {
  std::string text;
  for (const Transcript::Print& print : step.prints) {
    const bool own = print.goroutine == step.goroutine;
    text += (own ? "" : transcript.goroutines[print.goroutine].name + ": ") + print.text + '\n';
  }
  return text;
}

std::string remark(const Transcript::Step& step) {
  std::string text = step.preempted ? "the goroutine before could have gone on" : "";
  if (step.need == Transcript::Need::open) return text;
  if (!text.empty()) text += "; ";
  return text + (step.need == Transcript::Need::needed
                     ? "this switch is needed"
                     : "this switch is free: with another goroutine it fails, too");
}

Json steps(const Transcript& transcript) {
  Json all = Json::array();
  Locks locks;
  for (std::size_t i = 0; i < transcript.steps.size(); ++i) {
    const Transcript::Step& step = transcript.steps[i];
    locks.see(step);
    all.push_back({{"goroutine", transcript.goroutines[step.goroutine].name},
                   {"what", joined(step.operation, step.object)},
                   {"value", step.result},
                   {"place", short_place(step.at)},
                   {"source", source(step)},
                   {"stack", stack(step.stack)},
                   {"holds", locks.of(step.goroutine)},
                   {"prints", prints(transcript, step)},
                   {"remark", remark(step)}});
  }
  return all;
}

/// JSON inside a script element: nothing in it may look like the element's end.
std::string embedded(const Json& json) {
  std::string out;
  for (const char c : json.dump(-1, ' ', false, Json::error_handler_t::replace)) {
    out += c == '<' ? "\\u003c" : std::string(1, c);
  }
  return out;
}

std::string heading(const Trace& trace) {
  const Counterexample& told = trace.told;
  std::string text = "<h1>" + xml_escaped(headline(told.finding.kind)) + "</h1>\n<p><strong>" +
                     xml_escaped(told.finding.message) + "</strong></p>\n";
  for (const std::string& sentence : told.cause) text += "<p>" + xml_escaped(sentence) + "</p>\n";
  if (const std::string circle = circle_of(told, kStyle); !circle.empty()) {
    text += "<p>Circle: " + xml_escaped(circle) + "</p>\n";
  }
  const char* const switches = told.transcript.switches == 1 ? " switch" : " switches";
  text += "<p>" + xml_escaped(trace.scenario) + ", " +
          counted(static_cast<std::uint64_t>(told.transcript.preemptions), "preemption") + ", " +
          std::to_string(told.transcript.switches) + switches + ". Replay: <code>weft replay " +
          xml_escaped(told.token) + "</code></p>\n";
  if (const std::string_view cure = cure_of(told); !cure.empty()) {
    text += "<p>Usual cure: " + xml_escaped(cure) + "</p>\n";
  }
  return text;
}

std::string field(const std::string& name) {
  const bool code = name == "source" || name == "stack" || name == "prints";
  return "<dt id=\"" + name + "-name\">" + name + "</dt><dd" +
         (code ? "><pre id=\"" + name + "\"></pre>" : " id=\"" + name + "\">") + "</dd>\n";
}

std::string panel() {
  std::string text = "<aside aria-live=\"polite\"><dl>\n";
  for (const char* const name :
       {"goroutine", "what", "value", "place", "source", "stack", "holds", "prints", "remark"}) {
    text += field(name);
  }
  return text + "</dl></aside>\n";
}

constexpr const char* kLegend =
    "<p class=\"legend\">Arrows: a message, unlock to lock, signal to wake, done to wait; in long "
    "dashes, close or cancel to receive; in short dashes, the start of a goroutine. Dashed lines "
    "across: the goroutine above could have gone on.</p>\n";

/// Between the failing schedule and the nearest that passes, if one is known.
std::string switcher(const Trace& trace) {
  if (trace.told.passing.steps.empty()) return {};
  return "<label>schedule <input id=\"which\" type=\"range\" min=\"0\" max=\"1\" value=\"0\" "
         "aria-label=\"fails or passes\"></label><output id=\"verdict\">fails</output>";
}

std::string controls(const Trace& trace) {
  const std::size_t steps = trace.told.transcript.steps.size();
  const std::string keys = trace.told.passing.steps.empty() ? "" : " s";
  return "<nav><button id=\"back\" aria-label=\"one step back\">&#8592;</button>"
         "<button id=\"on\" aria-label=\"one step on\">&#8594;</button>"
         "<input id=\"slider\" type=\"range\" aria-label=\"step\" min=\"" +
         std::to_string(std::min<std::size_t>(steps, 1)) + "\" max=\"" + std::to_string(steps) +
         R"("><output id="count"></output>)" + switcher(trace) +
         "<span>keys: &#8592; &#8594; Home End" + keys + "</span></nav>\n";
}

/// The nearest schedule that passes, as a trace of its own.
Trace passing(const Trace& trace) {
  Trace other{.scenario = trace.scenario, .told = {}};
  other.told.transcript = trace.told.passing;
  other.told.finding.message = "passes";
  return other;
}

/// The first step, from 1, of each that the other does not have there.
struct Parting {
  std::size_t fails = 0;
  std::size_t passes = 0;
};

Parting parting(const Trace& trace) {
  const auto rows = aligned(trace.told.transcript, trace.told.passing);
  const auto first = std::ranges::find_if(rows, [](const Aligned& row) { return !row.both(); });
  Parting parting;
  for (auto row = first; row != rows.end(); ++row) {
    if (parting.fails == 0 && row->left != kNoPartner) parting.fails = row->left + 1;
    if (parting.passes == 0 && row->right != kNoPartner) parting.passes = row->right + 1;
  }
  return parting;
}

std::string pictures(const Trace& trace, const Parting& parts) {
  std::string text = "<div class=\"picture\">\n" + svg_of(trace, "a", parts.fails) + "</div>\n";
  if (trace.told.passing.steps.empty()) return text;
  text += "<div class=\"picture\" hidden>\n<h2>The nearest schedule that passes</h2>\n";
  return text + svg_of(passing(trace), "b", parts.passes) + "</div>\n";
}

Json schedules(const Trace& trace, const Parting& parts) {
  Json all = Json::array();
  all.push_back(
      {{"name", "fails"}, {"parts", parts.fails}, {"steps", steps(trace.told.transcript)}});
  if (trace.told.passing.steps.empty()) return all;
  all.push_back(
      {{"name", "passes"}, {"parts", parts.passes}, {"steps", steps(trace.told.passing)}});
  return all;
}

}  // namespace

std::string html_of(const Trace& trace) {
  const Parting parts = trace.told.passing.steps.empty() ? Parting{} : parting(trace);
  std::string page =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n<title>" +
      xml_escaped(headline(trace.told.finding.kind) + " in " + trace.scenario) +
      "</title>\n<style>" + std::string(page_style()) + "</style>\n</head>\n<body>\n";
  page += heading(trace) + controls(trace);
  page += "<main>" + pictures(trace, parts) + panel() + "</main>\n" + kLegend;
  page += R"(<script id="steps" type="application/json">)" + embedded(schedules(trace, parts)) +
          "</script>\n<script>" + std::string(page_script()) + "</script>\n";
  return page + "</body>\n</html>\n";
}

}  // namespace weft::output
