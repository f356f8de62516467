// A name, a body, options; and the register of the scenarios linked into a program.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "weft/explorer/kernel/location.h"

namespace weft {

/// How time moves while a scenario runs; see docs/semantics.md.
enum class Clock : std::uint8_t {
  any,   ///< a pending timer may fire at any moment, in deadline order: code may be slow
  idle,  ///< time moves only when nothing else can
};

/// What is done with plain accesses to memory that race.
enum class Races : std::uint8_t {
  report,   ///< each is a finding
  explore,  ///< they are operations like others: what they lead to is explored
};

struct Scenario {
  std::string name = {};  ///< "guideline/wait_group/process_all": folder, section, case
  std::function<void()> body = {};
  /// The kind of finding the search must end with; empty: none may be found.
  std::string expects = {};
  std::string summary = {};  ///< one sentence, shown by `weft list`
  Clock clock = Clock::any;
  std::size_t stack_bytes = 0;         ///< 0: the default
  std::optional<int> spin_bound = {};  ///< overrides the option of the same name
  bool spurious_wakeups = false;
  kernel::Location at{};
};

/// Puts a scenario into the register. Names are unique: std::logic_error otherwise.
void register_scenario(Scenario scenario);
[[nodiscard]] std::span<const Scenario> scenarios();
[[nodiscard]] const Scenario* find_scenario(std::string_view name);

/// `const weft::Registered a{{.name = "…", .body = …}};` at namespace scope.
struct Registered {
  explicit Registered(Scenario scenario) { register_scenario(std::move(scenario)); }
};

}  // namespace weft
