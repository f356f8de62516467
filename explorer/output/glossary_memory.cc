// What goes wrong with the heap of unmodified code.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/output/glossary_entries.h"

namespace weft::output {
namespace {

constexpr Entry kEntries[] = {
    {.kind = kind::kUseAfterFree,
     .meaning = "Memory is read or written after it was freed, or freed while nothing orders that "
                "after a use of it by another thread. Seen in code that is compiled with "
                "weft::unmodified. Of weft's own objects: one is used after the end of its scope. "
                "Its destructor had waited for whoever might use it until nothing else could "
                "happen.",
     .rule = "Who frees memory must know that nobody uses it any more: every use happens before "
             "the free.",
     .bad = R"(void deletes_while_it_is_read() {
  auto* const number = new int(42);
  std::thread reader([=] { (void)*static_cast<volatile int*>(number); });
  delete number;
  reader.join();
}
)",
     .good = R"(void deletes_after_it_was_read() {
  auto* const number = new int(42);
  std::thread reader([=] { (void)*static_cast<volatile int*>(number); });
  reader.join();
  delete number;
}
)",
     .cure = "free it after joining whoever uses it, or let the last of its owners do so "
             "(std::shared_ptr)",
     .unmodified = true},

    {.kind = kind::kDoubleFree,
     .meaning = "The same piece of memory is freed twice. Seen in code that is compiled with "
                "weft::unmodified.",
     .rule = "Memory has one owner at a time, and only that one frees it.",
     .bad = R"(void both_delete_it() {
  std::atomic<int*> slot = new int(42);
  const auto empty = [&] {
    delete slot.load();
    slot.store(nullptr);
  };
  std::thread other(empty);
  empty();
  other.join();
}
)",
     .good = R"(void who_takes_it_deletes_it() {
  std::atomic<int*> slot = new int(42);
  const auto empty = [&] { delete slot.exchange(nullptr); };
  std::thread other(empty);
  empty();
  other.join();
}
)",
     .cure = "take the pointer and leave none behind in one step, then delete",
     .unmodified = true},

    {.kind = kind::kInvalidFree,
     .meaning = "Something is freed that was not allocated, or not at that address. Seen in code "
                "that is compiled with weft::unmodified.",
     .rule = "Only what an allocation returned can be freed.",
     .bad = R"(void frees_its_middle() {
  auto* const numbers = static_cast<int*>(std::malloc(4 * sizeof(int)));
  int* volatile second = numbers + 1;
  std::free(second);
}
)",
     .good = R"(void frees_its_beginning() {
  auto* const numbers = static_cast<int*>(std::malloc(4 * sizeof(int)));
  std::free(numbers);
}
)",
     .cure = "keep the pointer that was allocated, and free that one",
     .unmodified = true},

    {.kind = kind::kMemoryLeak,
     .meaning = "The scenario is over, every thread has finished, and memory it allocated is "
                "neither freed nor reachable from a variable that is still there. Seen in code "
                "that is compiled with weft::unmodified.",
     .rule = "In every interleaving, somebody frees what was allocated.",
     .bad = R"(void both_make_one() {
  std::atomic<int*> slot = nullptr;
  const auto fill = [&] {
    if (slot.load() == nullptr) slot.store(new int(42));
  };
  std::thread other(fill);
  fill();
  other.join();
  delete slot.load();
}
)",
     .good = R"(void the_second_deletes_its_own() {
  std::atomic<int*> slot = nullptr;
  const auto fill = [&] {
    int* const made = new int(42);
    int* nobodys = nullptr;
    if (!slot.compare_exchange_strong(nobodys, made)) delete made;
  };
  std::thread other(fill);
  fill();
  other.join();
  delete slot.load();
}
)",
     .cure = "give it an owner: std::unique_ptr, or whoever replaces it frees it",
     .unmodified = true},
};

}  // namespace

std::span<const Entry> memory_entries() {
  return kEntries;
}

}  // namespace weft::output
