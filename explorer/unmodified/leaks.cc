// What of the scenario's heap is lost at the end: nobody frees it, and nothing that outlives the
// execution leads to it.
#include <cstring>
#include <string>

#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/unmodified/memory.h"

namespace weft::unmodified {
namespace {

/// Looks once an execution has ended, before it is forgotten.
class LeakCheck final : public kernel::PerExecution {
 public:
  void ended() override { memory().report_leaks(); }
};

}  // namespace

void Memory::look_for_leaks() {
  (void)kernel::per_execution<LeakCheck>();
}

void Memory::reach(const void* address) {
  Block* const block = arena_.find(address);
  if (block == nullptr || !block->in_use() || block->reached) return;
  block->reached = true;
  reached_.push_back(block);
}

/// Pointers are whatever looks like one, anywhere in what was written or is reached.
void Memory::mark_reachable() {
  reached_.clear();
  const auto follow = [this](const void* cell) {
    const void* pointer = nullptr;
    std::memcpy(&pointer, cell, sizeof pointer);
    reach(pointer);
  };
  undo_.for_each_written(follow);
  while (!reached_.empty()) {
    const Block* const block = reached_.back();
    reached_.pop_back();
    for (std::size_t at = 0; at + sizeof(void*) <= block->size; at += sizeof(void*)) {
      follow(block->begin + at);
    }
  }
}

void Memory::report_leaks() {
  if (!kernel::ended_well()) return;  // others may hold it
  mark_reachable();
  const Block* first = nullptr;
  std::size_t blocks = 0;
  std::size_t bytes = 0;
  arena_.for_each([&](const Block& block) {
    if (!block.in_use() || block.reached) return;
    if (first == nullptr) first = &block;
    ++blocks;
    bytes += block.size;
  });
  if (first == nullptr) return;
  std::string text = std::to_string(first->size) + " bytes allocated at " +
                     tale_.place(first->allocated_at) + " are never freed";
  if (blocks > 1) {
    text += ", nor are " + std::to_string(blocks - 1) + " more blocks (" +
            std::to_string(bytes - first->size) + " bytes)";
  }
  kernel::report(kind::kMemoryLeak, std::move(text));
}

}  // namespace weft::unmodified
