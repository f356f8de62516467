#include "weft/primitives/select.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <vector>

#include "weft/explorer/kernel/check.h"

namespace weft {
namespace {

using kernel::AlternativeId;
using kernel::kOtherwise;

const kernel::Name& nothing() {
  static const kernel::Name name{"select", "", {}};
  return name;
}

class Select final : public kernel::Operation {
 public:
  Select(std::span<Case* const> cases, std::span<const AlternativeId> ways, Location at)
      : Operation(ways, "select", cases.size() == 1 ? cases[0]->object() : nothing(), at),
        cases_(cases) {
    if (cases.size() == 1) by(&cases[0]->by());
  }

  void execute(kernel::Step& step) override {
    if (step.way() == kOtherwise) return;
    const auto [position, way] = locate(step.way());
    position_ = position;
    cases_[position]->take(way, step.peer_payload());
  }
  void* payload(std::uint16_t way) override { return cases_[locate(way).position]->payload(); }

  void add_objects(std::vector<const kernel::Name*>& all) const override {
    for (const Case* option : cases_) all.push_back(&option->by());
  }

  void describe(std::ostream& out) const override {
    if (position_ != kDefault) {
      out << cases_[position_]->verb() << ' ' << cases_[position_]->object();
      return;
    }
    out << (cases_.size() == 1 && !has_otherwise() ? cases_[0]->verb() : "select");
    const char* separator = " ";
    for (const Case* option : cases_) {
      if (cases_.size() > 1 || has_otherwise()) {
        out << separator << option->verb() << ' ' << option->object();
      } else {
        out << ' ' << option->object();
      }
      separator = " | ";
    }
    if (has_otherwise()) out << separator << "default";
  }
  void result(std::ostream& out) const override {
    if (position_ != kDefault) {
      cases_[position_]->result(out);
    } else if (has_otherwise()) {
      out << "default";
    }
  }

  void state(std::ostream& out) const override {
    if (cases_.size() == 1) cases_[0]->state(out);
  }

  [[nodiscard]] std::size_t position() const { return position_; }

 private:
  struct Place {
    std::size_t position;
    std::uint16_t way;
  };
  [[nodiscard]] Place locate(std::uint16_t way) const {
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      const auto own = static_cast<std::uint16_t>(cases_[i]->ways().size());
      if (way < own) return {i, way};
      way = static_cast<std::uint16_t>(way - own);
    }
    WEFT_CHECK(false, "a select was taken in a way it does not have");
    return {};
  }

  std::span<Case* const> cases_;
  std::size_t position_ = kDefault;
};

/// The ways and looks of all cases in a row; on the stack unless there are very many.
class Gathered {
 public:
  void add(AlternativeId id) {
    if (size_ < small_.size()) {
      small_[size_++] = id;
      return;
    }
    if (large_.empty()) large_.assign(small_.begin(), small_.end());
    large_.push_back(id);
  }
  [[nodiscard]] std::span<const AlternativeId> all() const {
    return large_.empty() ? std::span(small_).first(size_) : std::span(large_);
  }

 private:
  std::array<AlternativeId, 16> small_{};
  std::size_t size_ = 0;
  std::vector<AlternativeId> large_;
};

}  // namespace

std::size_t select(std::span<Case* const> cases, bool with_default, Location at) {
  Gathered ways;
  Gathered looks;
  for (const Case* option : cases) {
    for (const AlternativeId way : option->ways()) ways.add(way);
    if (!with_default || option->ways().empty()) continue;
    option->polled();
    looks.add(option->look());
  }
  Select operation(cases, ways.all(), at);
  if (with_default) operation.otherwise(looks.all());
  kernel::perform(operation);
  if (operation.position() != kDefault) cases[operation.position()]->finish();
  return operation.position();
}

}  // namespace weft
