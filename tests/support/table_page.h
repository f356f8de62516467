// Tables of pages in docs/ that a test writes, and compares.
#pragma once

#include <string>
#include <vector>

#include "weft/explorer/explore/report.h"

namespace weft::table_page {

/// "3.1 ms".
[[nodiscard]] std::string milliseconds(double seconds);

/// ", spin bound 2" of a report that has it, for behind its number of executions.
[[nodiscard]] std::string bounds(const Report& report);

/// The counterexample that the scenario declares; null: it was not found.
[[nodiscard]] const Counterexample* declared(const Report& report);

[[nodiscard]] std::vector<std::string> split(const std::string& text, char at);

/// The numbers on a page are those of g++. Unmodified code has the accesses that its compiler made,
/// and a round of a loop is recognised by its stack, which another compiler lays out differently.
enum class Counts { as_on_the_page, of_other_loops, of_another_compiler };
#if defined(__clang__)
inline constexpr Counts kOfThisCompiler = Counts::of_another_compiler;
inline constexpr Counts kWithLoopsOfThisCompiler = Counts::of_other_loops;
#else
inline constexpr Counts kOfThisCompiler = Counts::as_on_the_page;
inline constexpr Counts kWithLoopsOfThisCompiler = Counts::as_on_the_page;
#endif

/// Whether what stands between this marker and the next (or the page's end) is `table`, but for
/// what differs from run to run (times) or from compiler to compiler (how often a loop without an
/// end goes round until its stack looks the same). With WEFT_UPDATE_GOLDEN it is written.
void expect_table(const std::string& page, const std::string& marker, const std::string& table,
                  Counts counts = Counts::as_on_the_page);

}  // namespace weft::table_page
