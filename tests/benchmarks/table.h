// The results as a table for people, each workload's search beside its floor.
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

#include "weft/tests/benchmarks/parallel_benchmark.h"

namespace weft::benchmarks {

/// What the console shows, and with --table=FILE the part of FILE behind its marker anew.
class TableReporter final : public benchmark::ConsoleReporter {
 public:
  static constexpr const char* kMarker = "<!-- the table: written by weft_benchmarks --table=";

  /// Takes its own option out of the arguments.
  TableReporter(int& argc, char** argv);

  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  struct Row {
    double executions = 0;
    double operations = 0;  // of one execution
    double rate = 0;        // executions/s
    double floor = 0;       // executions/s
    std::string note;
  };

  struct Threads {
    Measured alone;
    Measured together;
  };

  struct Quiet {
    double alone = 0;      // executions/s
    double reporting = 0;  // executions/s
  };

  void note(const Run& run);
  [[nodiscard]] std::string threads_table() const;
  [[nodiscard]] std::string quiet_table() const;
  [[nodiscard]] std::string table() const;

  std::string file_;
  std::vector<std::string> order_;
  std::map<std::string, Row> rows_;
  std::map<std::string, Threads> threads_;
  std::map<std::string, Quiet> quiet_;
  std::string memory_;
  double switch_ns_ = 0;
};

}  // namespace weft::benchmarks
