#include "weft/tests/support/run_program.h"

#include <algorithm>
#include <memory>
#include <sstream>

#include "weft/explorer/search/happens_before.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/each_execution.h"
#include "weft/tests/support/machine.h"

namespace weft::testing_support {
namespace {

using Program = std::vector<std::vector<std::string>>;

bool is_of_a_child(const std::string& operation) {
  return operation.starts_with("spawn ") || operation.starts_with("nest ");
}

/// A program that is run once. The goroutines of the program come first among the lines, then
/// those that they start and that say what they saw.
class Run {
 public:
  Run(const Program& program, Machine& machine, std::string& outcome)
      : program_(program), machine_(machine), outcome_(outcome) {
    std::size_t lines = program.size();
    for (const auto& operations : program) {
      first_child_.push_back(lines);
      lines += static_cast<std::size_t>(std::ranges::count_if(operations, is_of_a_child));
    }
    lines_.resize(lines);
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  ~Run() {
    outcome_.clear();
    for (const std::string& line : lines_) outcome_ += line + "\n";
  }

  static void part(const std::shared_ptr<Run>& run, std::size_t g) {
    std::size_t child = run->first_child_[g];
    for (const std::string& operation : run->program_[g]) {
      if (!is_of_a_child(operation)) {
        if (!run->goes_on_after(operation, g)) return;
        continue;
      }
      start(run, operation, child++);
      run->lines_[g] += ",";
    }
  }

 private:
  bool goes_on_after(const std::string& operation, std::size_t line) {
    try {
      lines_[line] += machine_.run(operation) + ",";
      return true;
    } catch (const Panic& panic) {
      lines_[line] += panic.what();
      return false;
    }
  }

  static void start(const std::shared_ptr<Run>& run, const std::string& operation,
                    std::size_t line) {
    const auto child = [run, line, does = operation.substr(operation.find(' ') + 1)] {
      run->goes_on_after(does, line);
    };
    if (operation.starts_with("spawn ")) return go(child);
    WaitGroup all("all");
    all.go(child);
    all.wait();
  }

  const Program& program_;
  Machine& machine_;
  std::string& outcome_;
  std::vector<std::size_t> first_child_;
  std::vector<std::string> lines_;
};

/// Dies with its execution, not with the last goroutine: that would be an event of its own.
struct Kept final : kernel::PerExecution {
  Machine machine;
};

}  // namespace

std::function<void()> runnable(const Program& program, std::string& outcome, Main main) {
  return [&program, &outcome, main] {
    Machine& machine = kernel::per_execution<Kept>().machine;
    for (const auto& operations : program) {
      for (const std::string& operation : operations) machine.prepare(operation);
    }
    const auto run = std::make_shared<Run>(program, machine, outcome);
    for (std::size_t g = 0; g < program.size(); ++g) {
      if (main == Main::the_last_part && g + 1 == program.size()) {
        Run::part(run, g);
      } else {
        go([run, g] { Run::part(run, g); });
      }
    }
  };
}

std::string canonical(const kernel::Execution& execution) {
  search::HappensBefore order;
  order.compute(execution);
  std::vector<std::string> lines;
  for (std::size_t e = 0; e < execution.size(); ++e) {
    const kernel::Transition t = execution[e].transition;
    std::vector<int> known(execution.goroutines().size(), 0);
    for (std::size_t earlier = 0; earlier < e; ++earlier) {
      if (!order.before(earlier, e)) continue;
      const kernel::Transition u = execution[earlier].transition;
      ++known[index(u.goroutine)];
      if (u.peer != kernel::kNobody) ++known[index(u.peer)];
    }
    std::ostringstream line;
    line << index(t.goroutine) << '.' << t.way << '.' << index(t.peer) << '.' << t.peer_way;
    for (const int k : known) line << ' ' << k;
    lines.push_back(line.str());
  }
  std::ranges::sort(lines);
  std::string all;
  for (const std::string& line : lines) all += line + ";";
  return all;
}

Sight see(const std::function<void()>& scenario, const std::string& outcome,
          kernel::Strategy& strategy, std::uint64_t limit) {
  kernel::World world;
  world.expect_loops(false);
  Sight sight;
  const auto add = [&](const kernel::Execution& execution) {
    if (!execution.cut()) ++sight.executions;
    if (!execution.cut() && execution.assumed_away()) {
      sight.void_traces.insert(canonical(execution));
    } else if (!execution.cut()) {
      ++sight.traces[canonical(execution)];
      sight.outcomes.insert(outcome);
      for (const kernel::Incident& i : execution.incidents()) sight.findings.insert(i.kind);
    }
    sight.too_large = sight.executions > limit;
    return !sight.too_large;
  };
  each_execution(
      world, scenario, strategy, [&] { sight = {}; }, add);
  return sight;
}

}  // namespace weft::testing_support
