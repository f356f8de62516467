#include "weft/explorer/output/trace_file.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "weft/explorer/output/atomic_file.h"
#include "weft/explorer/output/trace_lines.h"

namespace weft::output {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFormat = "weft-trace";
constexpr int kVersion = 1;
Json header(const Trace& trace) {
  const Counterexample& told = trace.told;
  return {{"format", kFormat},
          {"version", kVersion},
          {"scenario", trace.scenario},
          {"kind", told.finding.kind},
          {"message", told.finding.message},
          {"about_goroutines", told.finding.goroutines},
          {"about_objects", told.finding.objects},
          {"token", told.token},
          {"built", told.built},
          {"cause", told.cause},
          {"execution", told.found_in_execution},
          {"minimal", told.minimal},
          {"about_steps", told.finding.steps},
          {"decisive", told.decisive},
          {"preemptions", told.transcript.preemptions},
          {"switches", told.transcript.switches},
          {"goroutines", told.transcript.goroutines.size()},
          {"steps", told.transcript.steps.size()},
          {"passing_token", told.passing_token},
          {"passing_preemptions", told.passing.preemptions},
          {"passing_switches", told.passing.switches},
          {"passing_goroutines", told.passing.goroutines.size()},
          {"passing_steps", told.passing.steps.size()}};
}

std::string line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : rest_(text), file_(file) {}

  Trace read() {
    Trace trace;
    next_line();
    guarded([&] { read_header(trace); });
    read_transcript(trace.told.transcript);
    read_transcript(trace.told.passing);
    next_line();
    if (json_ != Json{{"end", kFormat}}) refuse("the end of the trace was expected here");
    if (!rest_.empty()) refuse("there is more after the end of the trace");
    return trace;
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw std::invalid_argument(file_ + ':' + std::to_string(number_) + ": " + why);
  }

  void read_transcript(Transcript& transcript) {
    goroutines_ = transcript.goroutines.size();
    steps_ = transcript.steps.size();
    for (Transcript::Goroutine& g : transcript.goroutines) {
      next_line();
      guarded([&] { read_goroutine(g); });
    }
    for (Transcript::Step& step : transcript.steps) {
      next_line();
      guarded([&] { read_step(step); });
    }
  }

  template <typename Read>
  void guarded(const Read& read) {
    try {
      read();
    } catch (const Json::exception&) {
      refuse("a field is missing or of the wrong type");
    }
  }

  void next_line() {
    ++number_;
    const std::size_t end = rest_.find('\n');
    if (end == rest_.npos) {
      refuse(number_ == 1 ? "not a trace file of weft" : "the file ends early: it is truncated");
    }
    json_ = Json::parse(rest_.substr(0, end), nullptr, false);
    rest_.remove_prefix(end + 1);
    if (json_.is_object()) return;
    refuse(number_ == 1 ? "not a trace file of weft" : "the line is not a JSON object");
  }

  /// A number that must be below `limit`, or -1 if that is allowed.
  long below(const Json& json, std::size_t limit, bool or_none) const {
    const long value = json.get<long>();
    if (or_none && value == -1) return value;
    if (value < 0 || static_cast<std::size_t>(value) >= limit) refuse("a number is out of range");
    return value;
  }

  std::size_t size(const char* field) const {
    // More would need more lines than the file has letters.
    return static_cast<std::size_t>(below(json_.at(field), rest_.size() + 1, false));
  }

  static Place place(const Json& json) {
    return {.file = json.at("file").get<std::string>(), .line = json.at("line").get<int>()};
  }

  static Transcript::Calls stack(const Json& json) {
    Transcript::Calls calls;
    for (const Json& call : json) {
      calls.push_back(
          {.function = call.at("function").get<std::string>(), .at = place(call.at("at"))});
    }
    return calls;
  }

  static Transcript::Waiting waiting(const Json& json) {
    return {.operation = json.at("operation").get<std::string>(),
            .object = json.at("object").get<std::string>(),
            .at = place(json.at("at")),
            .stack = stack(json.at("stack")),
            .state = json.value("state", "")};
  }

  void read_header(Trace& trace) {
    if (json_.value("format", "") != kFormat) refuse("not a trace file of weft");
    const int version = json_.at("version").get<int>();
    if (version != kVersion) {
      refuse("version " + std::to_string(version) + " of the format; this program knows version " +
             std::to_string(kVersion));
    }
    Counterexample& told = trace.told;
    json_.at("scenario").get_to(trace.scenario);
    json_.at("kind").get_to(told.finding.kind);
    json_.at("message").get_to(told.finding.message);
    json_.at("about_goroutines").get_to(told.finding.goroutines);
    json_.at("about_objects").get_to(told.finding.objects);
    json_.at("token").get_to(told.token);
    told.built = json_.value("built", std::int64_t{0});
    json_.at("cause").get_to(told.cause);
    json_.at("execution").get_to(told.found_in_execution);
    json_.at("minimal").get_to(told.minimal);
    json_.at("about_steps").get_to(told.finding.steps);
    json_.at("decisive").get_to(told.decisive);
    json_.at("preemptions").get_to(told.transcript.preemptions);
    json_.at("switches").get_to(told.transcript.switches);
    told.transcript.goroutines.resize(size("goroutines"));
    told.transcript.steps.resize(steps_ = size("steps"));
    json_.at("passing_token").get_to(told.passing_token);
    json_.at("passing_preemptions").get_to(told.passing.preemptions);
    json_.at("passing_switches").get_to(told.passing.switches);
    told.passing.goroutines.resize(size("passing_goroutines"));
    told.passing.steps.resize(size("passing_steps"));
    for (const Json& step : json_.at("decisive")) (void)below(step, steps_, false);
    for (const Json& step : json_.at("about_steps")) (void)below(step, steps_, false);
  }

  void read_goroutine(Transcript::Goroutine& g) const {
    json_.at("name").get_to(g.name);
    g.parent = below(json_.at("parent"), goroutines_, true);
    g.spawned = place(json_.at("spawned"));
    json_.at("finished").get_to(g.finished);
    json_.at("background").get_to(g.background);
    json_.at("internal").get_to(g.internal);
    g.waits = waiting(json_.at("waits"));
    g.breaks = waiting(json_.at("breaks"));
    for (const Json& held : json_.at("holds")) {
      g.holds.push_back(
          {.object = held.at("object").get<std::string>(),
           .since_step = static_cast<std::size_t>(below(held.at("since_step"), steps_, false)),
           .at = place(held.at("at"))});
    }
  }

  /// Which of `words` the field has.
  template <std::size_t N>
  std::size_t one_of(const std::array<const char*, N>& words, const char* field) const {
    const auto word = json_.at(field).get<std::string>();
    const auto* const known = std::find(words.begin(), words.end(), word);
    if (known == words.end()) refuse("a step of an unknown " + std::string(field));
    return static_cast<std::size_t>(known - words.begin());
  }

  void read_step(Transcript::Step& step) const {
    step.kind = static_cast<Transcript::StepKind>(one_of(kStepKinds, "kind"));
    step.goroutine = static_cast<std::size_t>(below(json_.at("goroutine"), goroutines_, false));
    step.peer = below(json_.at("peer"), goroutines_, true);
    json_.at("event").get_to(step.event);
    json_.at("operation").get_to(step.operation);
    json_.at("object").get_to(step.object);
    json_.at("result").get_to(step.result);
    step.at = place(json_.at("at"));
    step.stack = stack(json_.at("stack"));
    for (const Json& print : json_.at("prints")) {
      step.prints.push_back(
          {.goroutine = static_cast<std::size_t>(below(print.at("goroutine"), goroutines_, false)),
           .text = print.at("text").get<std::string>()});
    }
    json_.at("preempted").get_to(step.preempted);
    json_.at("switched").get_to(step.switched);
    step.need = static_cast<Transcript::Need>(one_of(kNeeds, "need"));
  }

  std::string_view rest_;
  const std::string& file_;
  Json json_;
  std::size_t number_ = 0;
  std::size_t goroutines_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace

std::string to_text(const Trace& trace) {
  std::string text = line(header(trace));
  for (const Transcript* const t : {&trace.told.transcript, &trace.told.passing}) {
    for (const Transcript::Goroutine& g : t->goroutines) text += line(written(g));
    for (const Transcript::Step& step : t->steps) text += line(written(step));
  }
  return text + line(Json{{"end", kFormat}});
}

Trace parse_trace(std::string_view text, const std::string& file) {
  return Reader(text, file).read();
}

void save_trace(const Trace& trace, const std::string& path) {
  write_whole(path, to_text(trace));
}

Trace load_trace(const std::string& path) {
  return parse_trace(read_whole(path), path);
}

}  // namespace weft::output
