// How much each step of a transcript has to do with what was found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "weft/explorer/explore/counterexample.h"

namespace weft::output {

/// So many of the switches of one kind that were tried are named.
inline constexpr std::size_t kNamedSwitches = 4;

enum class Weight : std::uint8_t {
  aside,
  related,   ///< by somebody the finding is about, or on something it is about
  close,     ///< both; or the last thing somebody did
  decisive,  ///< without it the tale is not understood: who waits for ever, who took a lock
  told,      ///< marked, named in the sentences of the cause, or after a switch that was tried
};

class Relevance {
 public:
  /// `told` must outlive it.
  explicit Relevance(const Counterexample& told);

  [[nodiscard]] bool concerns(std::size_t goroutine) const;
  [[nodiscard]] Weight weight(std::size_t number) const;

 private:
  [[nodiscard]] bool touches_what_matters(const Transcript::Step& step) const;
  void keep_places_of(std::size_t goroutine);
  void keep_what_the_cause_names();
  void keep_named_switches();

  const Counterexample& told_;
  std::set<std::size_t> goroutines_;
  std::set<std::string, std::less<>> objects_;
  std::set<std::size_t> told_of_;  // steps
  std::set<std::size_t> decisive_;
  std::set<std::size_t> last_;
};

}  // namespace weft::output
