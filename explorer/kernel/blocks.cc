#include "weft/explorer/kernel/blocks.h"

#include <new>

#include "weft/explorer/kernel/address_sanitizer.h"
#include "weft/explorer/kernel/process.h"
#include "weft/explorer/kernel/world.h"

#ifdef WEFT_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(from, bytes) ((void)(from), (void)(bytes))
#define ASAN_UNPOISON_MEMORY_REGION(from, bytes) ((void)(from), (void)(bytes))
#endif

namespace weft::kernel {
namespace {

/// Stands before each block, and keeps it aligned.
struct alignas(std::max_align_t) Taken {
  GoroutineId by;
};

}  // namespace

Blocks::~Blocks() {
  for (Free* first : free_) {
    while (first != nullptr) {
      ASAN_UNPOISON_MEMORY_REGION(first, sizeof(Free));
      Free* const next = first->next;
      ::operator delete(reinterpret_cast<Taken*>(first) - 1);
      first = next;
    }
  }
}

void* Blocks::take(std::size_t bytes) {
  const std::size_t size = bytes / kGrain;
  if (size >= free_.size() || free_[size] == nullptr) return nullptr;
  Free* const block = free_[size];
  ASAN_UNPOISON_MEMORY_REGION(block, bytes);
  free_[size] = block->next;
  return block;
}

bool Blocks::put_away(void* block, std::size_t bytes) {
  const std::size_t size = bytes / kGrain;
  if (size >= free_.size()) return false;
  free_[size] = new (block) Free{free_[size]};
  ASAN_POISON_MEMORY_REGION(block, bytes);
  return true;
}

bool keeps_blocks() {
  return process() == nullptr;
}

void* take_block(std::size_t bytes) {
  World* const world = World::current_or_null();
  const GoroutineId me = world == nullptr ? kNobody : world->self();
  Blocks* const blocks = world == nullptr ? nullptr : world->blocks_of(me);
  void* const again = blocks == nullptr ? nullptr : blocks->take(bytes);
  if (again != nullptr) return again;
  auto* const taken = static_cast<Taken*>(::operator new(sizeof(Taken) + Blocks::room_for(bytes)));
  taken->by = me;
  return taken + 1;
}

void give_back_block(void* block, std::size_t bytes) noexcept {
  Taken* const taken = static_cast<Taken*>(block) - 1;
  World* const world = World::current_or_null();
  Blocks* const blocks = world == nullptr ? nullptr : world->blocks_of(taken->by);
  if (blocks == nullptr || !blocks->put_away(block, bytes)) ::operator delete(taken);
}

}  // namespace weft::kernel
