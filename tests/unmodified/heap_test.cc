// The scenario's heap: freed too early, twice, wrongly, never; and what each execution finds of
// globals, statics and their memory.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

struct Node {
  int value = 0;
  Node* next = nullptr;
};

TEST(Heap, AWriteThatNothingOrdersBeforeTheFreeIsAUseAfterFree) {
  EXPECT_EQ(explored([] {
              auto* const node = new Node;
              std::thread writer([&] { node->value = 1; });
              delete node;
              writer.join();
            }),
            kind::kUseAfterFree);
}

TEST(Heap, ALaterAccessIsOneHoweverWellOrdered) {
  EXPECT_EQ(explored([] {
              auto* const node = new Node;
              std::thread other([&] { delete node; });
              other.join();
              node->value = 1;
            }),
            kind::kUseAfterFree);
}

TEST(Heap, SoIsAnAtomicOperation) {
  EXPECT_EQ(explored([] {
              auto* const flag = new std::atomic<int>(0);
              std::thread other([&] { flag->store(1); });
              delete flag;
              other.join();
            }),
            kind::kUseAfterFree);
}

TEST(Heap, AccessesOrderedBeforeTheFreeAreNot) {
  EXPECT_EQ(explored([] {
              auto* const node = new Node;
              std::thread writer([&] { node->value = 1; });
              writer.join();
              delete node;
            }),
            "verified");
}

TEST(Heap, TheLastOfTheOwnersFrees) {
  EXPECT_EQ(explored([] {
              auto shared = std::make_shared<Node>();
              std::thread a([shared] { (void)shared->next; });
              std::thread b([shared] { (void)shared->next; });
              shared.reset();
              a.join();
              b.join();
            }),
            "verified");
}

TEST(Heap, ACountThatIsGivenBackWithoutReleaseIsNotEnough) {
  EXPECT_EQ(explored([] {
              auto* const node = new Node;
              std::atomic<int> owners{2};
              const auto leave = [&] {
                node->value = 1;
                if (owners.fetch_sub(1, std::memory_order_relaxed) == 1) delete node;
              };
              std::thread other([&] { (void)node->next, leave(); });
              other.join();
              leave();
            }),
            "verified");  // joining orders them
  EXPECT_EQ(explored([] {
              auto* const nodes = new Node[2];
              std::atomic<int> owners{2};
              const auto leave = [&](int mine) {
                nodes[mine].value = 1;
                if (owners.fetch_sub(1, std::memory_order_relaxed) == 1) delete[] nodes;
              };
              std::thread other([&] { leave(0); });
              leave(1);
              other.join();
            }),
            kind::kUseAfterFree);
}

TEST(Heap, FreeingTwiceIsADoubleFree) {
  EXPECT_EQ(explored([] {
              auto* const node = new Node;
              std::thread other([&] { delete node; });
              other.join();
              delete node;
            }),
            kind::kDoubleFree);
}

TEST(Heap, FreeingAPieceOfABlockIsInvalid) {
  EXPECT_EQ(explored([] {
              auto* const bytes = static_cast<char*>(std::malloc(64));
              char* volatile middle = bytes + 16;
              std::free(middle);
            }),
            kind::kInvalidFree);
}

TEST(Heap, WhatNobodyFreesIsALeak) {
  EXPECT_EQ(explored([] {
              std::atomic<Node*> head{nullptr};
              std::thread other([&] { head.store(new Node); });
              other.join();
            }),
            kind::kMemoryLeak);
}

Node* kept = nullptr;

TEST(Heap, WhatAGlobalLeadsToIsNoLeak) {
  EXPECT_EQ(explored([] {
              std::thread other([] {
                kept = new Node;
                kept->next = new Node;
              });
              other.join();
            }),
            "verified");
}

TEST(Heap, AnAllocationThatMovesKeepsItsBytes) {
  EXPECT_EQ(explored([] {
              auto* text = static_cast<char*>(std::malloc(6));
              std::strcpy(text, "hello");
              text = static_cast<char*>(std::realloc(text, 5000));
              EXPECT_STREQ(text, "hello");
              std::free(text);
              auto* const zeroes = static_cast<int*>(std::calloc(10, sizeof(int)));
              EXPECT_EQ(zeroes[9], 0);
              std::free(zeroes);
              void* aligned = nullptr;
              EXPECT_EQ(posix_memalign(&aligned, 256, 100), 0);
              EXPECT_EQ(reinterpret_cast<std::uintptr_t>(aligned) % 256, 0U);
              std::free(aligned);
            }),
            "verified");
}

/// Addresses are the same in every execution, so containers in their order are, too.
TEST(Heap, AddressesDecideNothing) {
  EXPECT_EQ(explored([] {
              std::map<Node*, int> order;
              std::atomic<int> first{0};
              std::thread other([&] { first.store(1); });
              std::vector<std::unique_ptr<Node>> nodes;
              for (int i = 0; i < 5; ++i) {
                nodes.push_back(std::make_unique<Node>());
                order[nodes.back().get()] = i;
              }
              for (const auto& [node, i] : order) {
                if (i % 2 == 0) (void)first.load();
              }
              other.join();
            }),
            "verified");
}

int counter = 0;
std::vector<int> numbers = {1, 2, 3};
std::map<int, std::string> names = {{1, "one"}};
std::list<int> queue = {1};
std::unordered_map<int, int> table = {{1, 1}};
std::string text = "a text that is too long to be kept inside";

int& visits() {
  static int n = 7;
  return n;
}

TEST(Globals, AreAsTheyWereInEveryExecution) {
  EXPECT_EQ(explored([] {
              EXPECT_EQ(counter, 0);
              EXPECT_EQ(numbers, (std::vector{1, 2, 3}));
              EXPECT_EQ(names.size(), 1U);
              EXPECT_EQ(queue.size(), 1U);
              EXPECT_EQ(table.size(), 1U);
              EXPECT_EQ(text[0], 'a');
              EXPECT_EQ(visits(), 7);
              std::atomic<int> order{0};
              std::thread other([&] { order.store(1); });
              order.store(2);
              other.join();
              ++counter;
              numbers.assign(100, 5);
              for (int i = 0; i < 50; ++i) {
                names[i] = "another long text, too long to be kept inside";
                queue.push_front(i);
                table[i] = i;
              }
              names.erase(1);
              queue.remove(1);
              text += " and is changed";
              text[0] = 'b';
              ++visits();
            }),
            "verified");
  EXPECT_EQ(counter, 0);
  EXPECT_EQ(numbers, (std::vector{1, 2, 3}));
  EXPECT_EQ(names.size(), 1U);
  EXPECT_EQ(names.at(1), "one");
  EXPECT_EQ(queue, (std::list{1}));
  EXPECT_EQ(table.size(), 1U);
  EXPECT_EQ(text, "a text that is too long to be kept inside");
  EXPECT_EQ(visits(), 7);
}

TEST(Globals, WhatIsCapturedFromOutsideIsKept) {
  int executions = 0;
  (void)explore([&] {
    std::atomic<int> order{0};
    std::thread other([&] { order.store(1); });
    order.store(2);
    other.join();
    ++executions;
  });
  EXPECT_GE(executions, 2);
}

}  // namespace
}  // namespace weft
