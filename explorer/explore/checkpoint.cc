#include "weft/explorer/explore/checkpoint.h"

#include <optional>
#include <stdexcept>
#include <utility>

#include "weft/explorer/explore/archive.h"
#include "weft/explorer/explore/trace_hash.h"

// Each description stands where argument-dependent lookup finds it.
namespace weft::kernel {

template <typename Archive>
void field(Archive& a, Transition& t) {
  fields(a, t.goroutine, t.way, t.peer, t.peer_way);
}

template <typename Archive>
void field(Archive& a, Knowledge::Fact& fact) {
  fields(a, fact.file, fact.line);
}

template <typename Archive>
void field(Archive& a, Made& made) {
  fields(a, made.key, made.number, made.nth, made.count);
}

template <typename Archive>
void field(Archive& a, Touch& touch) {
  fields(a, touch.resource, touch.mode);
  auto delta = static_cast<std::uint32_t>(touch.delta);
  delta = Archive::kReads ? 0 : delta << 1 ^ (0U - (delta >> 31));  // small if close to zero
  field(a, delta);
  if (Archive::kReads) touch.delta = static_cast<std::int32_t>(delta >> 1 ^ (0U - (delta & 1)));
}

}  // namespace weft::kernel

namespace weft::search {

template <typename Archive>
void field(Archive& a, Step& step) {
  const Planned before = step.view();
  Planned planned = before;
  std::vector<kernel::Touch> touches(before.touches.begin(), before.touches.end());
  fields(a, planned.transition, touches, planned.arrivals_unknown);
  planned.touches = touches;
  if (Archive::kReads) step = planned;
}

template <typename Archive>
void field(Archive& a, Frontier::Branch& branch) {
  fields(a, branch.step, branch.then);
}

template <typename Archive>
void field(Archive& a, Frontier::Node& node) {
  fields(a, node.taken, node.asleep, node.wakeup, node.then, node.shared, node.started);
}

template <typename Archive>
void field(Archive& a, Frontier::Part& part) {
  fields(a, part.nodes, part.analysed, part.again, part.blocked);
}

template <typename Archive>
void field(Archive& a, Frontier::Started& started) {
  fields(a, started.step, started.searches);
}

template <typename Archive>
void field(Archive& a, Frontier::Shared& shared) {
  fields(a, shared.asleep, shared.started, shared.wakeup);
}

}  // namespace weft::search

namespace weft {

template <typename Archive>
void field(Archive& a, std::optional<Clock>& clock) {
  bool given = clock.has_value();
  Clock value = clock.value_or(Clock{});
  fields(a, given, value);
  if (Archive::kReads) clock = given ? std::optional(value) : std::nullopt;
}

template <typename Archive>
void field(Archive& a, Options& o) {
  fields(a, o.strategy, o.max_steps, o.max_goroutines, o.stack_bytes, o.spin_bound, o.keep_going,
         o.spurious_wakeups, o.races, o.seed, o.clock);
}

template <typename Archive>
void field(Archive& a, Checkpoint::Found& found) {
  fields(a, found.schedule, found.execution);
}

template <typename Archive>
void field(Archive& a, Checkpoint& c) {
  fields(a, c.scenario, c.program, c.behaviour, c.options, c.executions, c.redundant, c.blocked,
         c.events, c.depth, c.elapsed_seconds, c.steps_cut, c.held_back, c.alone, c.found);
  fields(a, c.knowledge.facts, c.knowledge.somebody_joins, c.knowledge.expects_loops,
         c.knowledge.goroutines, c.knowledge.resources, c.frontier.parts, c.frontier.shared);
}

namespace {

constexpr std::string_view kKind = "weft search ";
constexpr std::string_view kMagic = "weft search 1\n";
constexpr std::size_t kSumBytes = 8;

std::string sum_of(std::string_view bytes) {
  std::uint64_t hash = bytes.size();
  for (const char c : bytes) hash = stir(hash, static_cast<std::uint8_t>(c));
  std::string sum;
  for (std::size_t i = 0; i < kSumBytes; ++i) sum += static_cast<char>(hash >> 8 * i);
  return sum;
}

[[noreturn]] void refuse(const std::string& why) {
  throw std::invalid_argument("this is no search that can go on: " + why);
}

}  // namespace

std::string encode(Checkpoint checkpoint) {
  Writer writer;
  writer.bytes() = kMagic;
  field(writer, checkpoint);
  writer.bytes() += sum_of(writer.bytes());
  return std::move(writer.bytes());
}

Checkpoint decode(std::string_view bytes) try {
  if (!bytes.starts_with(kKind)) refuse("it is not a file of weft's");
  if (!bytes.starts_with(kMagic)) refuse("another version of weft has written it");
  if (bytes.size() < kMagic.size() + kSumBytes) refuse("it ends too early");
  const std::string_view summed = bytes.substr(0, bytes.size() - kSumBytes);
  if (bytes.substr(summed.size()) != sum_of(summed)) refuse("it is damaged, or not all there");
  Reader reader(summed.substr(kMagic.size()));
  Checkpoint checkpoint;
  field(reader, checkpoint);
  if (!reader.at_end() || checkpoint.frontier.parts.empty()) refuse("it is damaged");
  return checkpoint;
} catch (const std::length_error&) {
  refuse("it is damaged");
}

}  // namespace weft
