// How much each step of a transcript has to do with what was found.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "weft/explorer/explore/counterexample.h"

namespace weft::output {

enum class Weight : std::uint8_t { aside, related, close, decisive };

class Relevance {
 public:
  /// `told` must outlive it.
  explicit Relevance(const Counterexample& told);

  [[nodiscard]] bool concerns(std::size_t goroutine) const;
  [[nodiscard]] Weight weight(std::size_t step) const;

 private:
  [[nodiscard]] bool touches_what_matters(const Transcript::Step& step) const;
  void keep_places_of(std::size_t goroutine);

  const Counterexample& told_;
  std::set<std::size_t> goroutines_;
  std::set<std::string, std::less<>> objects_;
  std::set<std::size_t> decisive_;  // steps
};

}  // namespace weft::output
