#include "weft/tests/benchmarks/switch_benchmark.h"

#include <benchmark/benchmark.h>

#include <boost/context/detail/fcontext.hpp>
#include <vector>

namespace weft::benchmarks {
namespace {

namespace context = boost::context::detail;

[[noreturn]] void come_back(context::transfer_t from) {
  for (;;) from = context::jump_fcontext(from.fctx, nullptr);
}

void there_and_back(benchmark::State& state) {
  std::vector<char> stack(64 * 1024);
  context::fcontext_t there =
      context::make_fcontext(stack.data() + stack.size(), stack.size(), come_back);
  for ([[maybe_unused]] const auto& round : state) {
    there = context::jump_fcontext(there, nullptr).fctx;
  }
}

}  // namespace

void add_switch() {
  benchmark::RegisterBenchmark("switch", there_and_back);
}

}  // namespace weft::benchmarks
