#include "weft/explorer/explore/checkpoint.h"

#include <optional>
#include <stdexcept>
#include <utility>

#include "weft/explorer/explore/search_fields.h"
#include "weft/explorer/explore/trace_hash.h"

// Each description stands where argument-dependent lookup finds it.
namespace weft::kernel {

template <typename Archive>
void field(Archive& a, Knowledge::Fact& fact) {
  fields(a, fact.file, fact.line);
}

template <typename Archive>
void field(Archive& a, Made& made) {
  fields(a, made.key, made.number, made.nth, made.count);
}

}  // namespace weft::kernel

namespace weft {

template <typename Archive, typename T>
void field(Archive& a, std::optional<T>& optional) {
  bool given = optional.has_value();
  T value = optional.value_or(T{});
  fields(a, given, value);
  if (Archive::kReads) optional = given ? std::optional(value) : std::nullopt;
}

template <typename Archive>
void field(Archive& a, Options& o) {
  fields(a, o.strategy, o.max_steps, o.max_goroutines, o.stack_bytes, o.spin_bound, o.keep_going,
         o.spurious_wakeups, o.races, o.seed, o.clock, o.preemptions, o.bug_depth);
}

template <typename Archive>
void field(Archive& a, Checkpoint::Found& found) {
  fields(a, found.schedule, found.execution);
}

template <typename Archive>
void field(Archive& a, Checkpoint& c) {
  fields(a, c.scenario, c.program, c.behaviour, c.options, c.executions, c.redundant, c.blocked,
         c.events, c.depth, c.elapsed_seconds, c.steps_cut, c.crowded, c.held_back, c.alone,
         c.found);
  fields(a, c.knowledge.facts, c.knowledge.somebody_joins, c.knowledge.expects_loops,
         c.knowledge.goroutines, c.knowledge.resources, c.frontier, c.strategy);
}

namespace {

constexpr std::string_view kKind = "weft search ";
constexpr std::string_view kMagic = "weft search 3\n";
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
  const bool nothing_left = checkpoint.frontier.parts.empty() && checkpoint.strategy.empty();
  if (!reader.at_end() || nothing_left) refuse("it is damaged");
  return checkpoint;
} catch (const std::length_error&) {
  refuse("it is damaged");
}

}  // namespace weft
