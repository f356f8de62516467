#include "weft/tests/benchmarks/table.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>

namespace weft::benchmarks {
namespace {

double value(const benchmark::BenchmarkReporter::Run& run, const char* counter) {
  const auto found = run.counters.find(counter);
  return found == run.counters.end() ? 0 : static_cast<double>(found->second);
}

/// 113400 as 113,400.
std::string grouped(double number) {
  std::string digits = std::to_string(std::llround(number));
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return digits;
}

}  // namespace

TableReporter::TableReporter(int& argc, char** argv) {
  constexpr const char* kOption = "--table=";
  char** const end = std::remove_if(argv + 1, argv + argc, [&](const char* argument) {
    const bool mine = std::strncmp(argument, kOption, std::strlen(kOption)) == 0;
    if (mine) file_ = argument + std::strlen(kOption);
    return mine;
  });
  argc = static_cast<int>(end - argv);
}

void TableReporter::ReportRuns(const std::vector<Run>& runs) {
  ConsoleReporter::ReportRuns(runs);
  for (const Run& run : runs) note(run);
}

void TableReporter::note(const Run& run) {
  const std::string name = run.run_name.function_name;
  if (name == "memory") {
    memory_ = "Memory in use after " + grouped(1e5) +
              " executions: " + grouped(value(run, "kB after 100,000")) + " kB; after " +
              grouped(value(run, "executions")) + ": " + grouped(value(run, "kB at the end")) +
              " kB.\n";
    return;
  }
  if (name == "switch") {
    switch_ns_ = run.GetAdjustedCPUTime();
    return;
  }
  const std::string workload = name.substr(0, name.rfind('/'));
  if (const auto quiet = name.rfind("/quiet: "); quiet != name.npos) {
    const bool alone = name.ends_with("alone");
    (alone ? quiet_[workload].alone : quiet_[workload].reporting) = value(run, "executions/s");
    return;
  }
  if (name.ends_with("/threads")) {
    threads_[workload] = {.alone = measured(run.counters, "1"),
                          .together = measured(run.counters, "2")};
    return;
  }
  if (!rows_.contains(workload)) order_.push_back(workload);
  Row& row = rows_[workload];
  const double rate = value(run, "executions/s");
  if (name.substr(name.rfind('/')) == "/floor") {
    row.floor = rate;
    return;
  }
  row.rate = rate;
  row.executions = value(run, "executions");
  row.operations = value(run, "operations");
  row.note = run.report_label;
}

/// What two threads bring, by the clock on the wall and by the time the threads had.
std::string TableReporter::threads_table() const {
  std::ostringstream out;
  out << "\n| workload | executions: 1 thread | 2 threads | speed-up: clock | CPU | "
         "CPU time in all, against 1 thread |\n|---|--:|--:|--:|--:|--:|\n"
      << std::fixed << std::setprecision(2);
  for (const std::string& name : order_) {
    const auto found = threads_.find(name);
    if (found == threads_.end()) continue;
    const auto& [alone, together] = found->second;
    out << "| " << name << " | " << grouped(alone.executions) << " | "
        << grouped(together.executions) << " | " << alone.wall / together.wall << " | "
        << alone.busiest / together.busiest << " | " << together.all / alone.all << " |\n";
  }
  return out.str();
}

/// What it costs, while nothing fails, that failures will be told.
std::string TableReporter::quiet_table() const {
  std::ostringstream out;
  out << "\n| workload | executions/s: the search alone | with all that reports | ratio |\n"
         "|---|--:|--:|--:|\n"
      << std::fixed << std::setprecision(2);
  for (const std::string& name : order_) {
    const auto found = quiet_.find(name);
    if (found == quiet_.end()) continue;
    const auto& [alone, reporting] = found->second;
    out << "| " << name << " | " << grouped(alone) << " | " << grouped(reporting) << " | "
        << alone / reporting << " |\n";
  }
  return out.str();
}

std::string TableReporter::table() const {
  std::ostringstream out;
  if (switch_ns_ > 0) {
    out << "A bare fiber is switched to and back in " << std::fixed << std::setprecision(1)
        << switch_ns_ << " ns on this machine.\n\n";
  }
  out << "| workload | executions | operations each | executions/s | ns per operation | "
         "floor: ns per operation | search / floor |\n|---|--:|--:|--:|--:|--:|--:|\n";
  for (const std::string& name : order_) {
    const Row& row = rows_.at(name);
    const auto per_operation = [&](double rate) { return 1e9 / rate / row.operations; };
    out << "| " << name << " | " << (row.note.empty() ? "" : "the first ")
        << grouped(row.executions) << std::fixed << std::setprecision(1) << " | " << row.operations
        << " | " << grouped(row.rate) << " | " << per_operation(row.rate) << " | "
        << per_operation(row.floor) << " | " << std::setprecision(2) << row.floor / row.rate
        << " |\n";
  }
  if (!threads_.empty()) out << threads_table();
  if (!quiet_.empty()) out << quiet_table();
  if (!memory_.empty()) out << '\n' << memory_;
  return out.str();
}

void TableReporter::Finalize() {
  ConsoleReporter::Finalize();
  if (file_.empty()) return;
  std::ifstream in(file_);
  std::ostringstream page;
  std::string line;
  while (std::getline(in, line)) {
    page << line << '\n';
    if (line.rfind(kMarker, 0) == 0) break;
  }
  in.close();
  std::ofstream(file_) << page.str() << '\n' << table();
}

}  // namespace weft::benchmarks
