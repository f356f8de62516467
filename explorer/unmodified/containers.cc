// The parts of std::map, std::list and std::unordered_map that are compiled into the library: what
// they write is told by comparing the nodes around before and after.
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/memory.h"

namespace weft::unmodified {
namespace {

/// Of a tree: colour, parent, left, right. Of a list: next, previous.
struct TreeNode {
  std::uint64_t colour;
  TreeNode* parent;
  TreeNode* left;
  TreeNode* right;
};
struct ListNode {
  ListNode* next;
  ListNode* previous;
};

/// What a function of the library may change, as it was before.
class Changes {
 public:
  explicit Changes(const void* pc) : pc_(pc), noted_(inside()) {}
  explicit operator bool() const { return noted_; }

  template <typename Node>
  void expect(Node* node) {
    static_assert(sizeof(Node) <= sizeof(Before::bytes));
    if (!noted_ || node == nullptr) return;
    const kernel::OwnCode own;
    memory().about_to_change(node, sizeof(Node));
    Before& before = before_.emplace_back(Before{node, sizeof(Node), {}});
    std::memcpy(before.bytes.data(), node, sizeof(Node));
  }
  /// Rebalancing goes up from a node, and touches what is two levels below it at most.
  void expect_rebalancing(TreeNode* from, TreeNode* header) {
    expect(header);
    for (TreeNode* node = from; node != nullptr && node != header; node = node->parent) {
      expect_below(node, 2);
      if (header->parent == node) break;
    }
  }
  /// The function has returned.
  ~Changes() {
    if (!noted_) return;
    const kernel::OwnCode own;
    for (const Before& before : before_) note(before);
  }
  Changes(const Changes&) = delete;
  Changes& operator=(const Changes&) = delete;

 private:
  struct Before {
    const void* node;
    std::size_t size;
    std::array<std::uint64_t, 4> bytes;
  };

  void expect_below(TreeNode* node, int levels) {
    if (node == nullptr) return;
    expect(node);
    if (levels == 0) return;
    expect_below(node->left, levels - 1);
    expect_below(node->right, levels - 1);
  }
  void note(const Before& before) const {
    for (std::size_t word = 0; word < before.size / sizeof(std::uint64_t); ++word) {
      const auto* const at = static_cast<const char*>(before.node) + word * sizeof(std::uint64_t);
      if (std::memcmp(at, &before.bytes[word], sizeof(std::uint64_t)) == 0) continue;
      memory().touch(at, sizeof(std::uint64_t), Access::write, kernel::now(), pc_);
    }
  }

  const void* pc_;
  bool noted_;
  std::vector<Before> before_;
};

/// Where an iterator goes from here is read from the node's links.
void note_step(const TreeNode* from, const void* pc) {
  if (inside()) memory().access(&from->parent, 3 * sizeof(void*), false, pc);
}

struct Rehash {
  bool needed;
  std::size_t buckets;
};

}  // namespace
}  // namespace weft::unmodified

using weft::unmodified::Changes;
using weft::unmodified::ListNode;
using weft::unmodified::note_step;
using weft::unmodified::Rehash;
using weft::unmodified::TreeNode;

#define WEFT_PC __builtin_return_address(0)

WEFT_INTERPOSE(void, _ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_,
               (bool left, TreeNode* node, TreeNode* parent, TreeNode* header)) {
  Changes changes(WEFT_PC);
  if (changes) {
    changes.expect(node);
    changes.expect_rebalancing(parent, header);
  }
  real__ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_(left, node, parent,
                                                                         header);
}
WEFT_INTERPOSE(TreeNode*, _ZSt28_Rb_tree_rebalance_for_erasePSt18_Rb_tree_node_baseRS_,
               (TreeNode * node, TreeNode* header)) {
  Changes changes(WEFT_PC);
  if (changes) {
    TreeNode* lowest = node;  // the erased node's successor takes its place
    if (node->left != nullptr && node->right != nullptr) {
      for (lowest = node->right; lowest->left != nullptr;) lowest = lowest->left;
    }
    changes.expect_rebalancing(lowest, header);
  }
  return real__ZSt28_Rb_tree_rebalance_for_erasePSt18_Rb_tree_node_baseRS_(node, header);
}
WEFT_INTERPOSE(TreeNode*, _ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base, (TreeNode * node)) {
  note_step(node, WEFT_PC);
  return real__ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base(node);
}
WEFT_INTERPOSE(const TreeNode*, _ZSt18_Rb_tree_incrementPKSt18_Rb_tree_node_base,
               (const TreeNode* node)) {
  note_step(node, WEFT_PC);
  return real__ZSt18_Rb_tree_incrementPKSt18_Rb_tree_node_base(node);
}
WEFT_INTERPOSE(TreeNode*, _ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base, (TreeNode * node)) {
  note_step(node, WEFT_PC);
  return real__ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base(node);
}
WEFT_INTERPOSE(const TreeNode*, _ZSt18_Rb_tree_decrementPKSt18_Rb_tree_node_base,
               (const TreeNode* node)) {
  note_step(node, WEFT_PC);
  return real__ZSt18_Rb_tree_decrementPKSt18_Rb_tree_node_base(node);
}

WEFT_INTERPOSE(void, _ZNSt8__detail15_List_node_base7_M_hookEPS0_,
               (ListNode * node, ListNode* at)) {
  Changes changes(WEFT_PC);
  if (changes) {
    changes.expect(node);
    changes.expect(at);
    changes.expect(at->previous);
  }
  real__ZNSt8__detail15_List_node_base7_M_hookEPS0_(node, at);
}
WEFT_INTERPOSE(void, _ZNSt8__detail15_List_node_base9_M_unhookEv, (ListNode * node)) {
  Changes changes(WEFT_PC);
  if (changes) {
    changes.expect(node->next);
    changes.expect(node->previous);
  }
  real__ZNSt8__detail15_List_node_base9_M_unhookEv(node);
}
WEFT_INTERPOSE(void, _ZNSt8__detail15_List_node_base11_M_transferEPS0_S1_,
               (ListNode * node, ListNode* first, ListNode* last)) {
  Changes changes(WEFT_PC);
  if (changes) {
    for (ListNode* n : {node, node->previous, first, first->previous, last, last->previous}) {
      changes.expect(n);
    }
  }
  real__ZNSt8__detail15_List_node_base11_M_transferEPS0_S1_(node, first, last);
}
WEFT_INTERPOSE(void, _ZNSt8__detail15_List_node_base10_M_reverseEv, (ListNode * node)) {
  Changes changes(WEFT_PC);
  if (changes) {
    changes.expect(node);
    for (ListNode* n = node->next; n != node; n = n->next) changes.expect(n);
  }
  real__ZNSt8__detail15_List_node_base10_M_reverseEv(node);
}
WEFT_INTERPOSE(void, _ZNSt8__detail15_List_node_base4swapERS0_S1_, (ListNode * a, ListNode* b)) {
  Changes changes(WEFT_PC);
  if (changes) {
    for (ListNode* n : {a, a->next, a->previous, b, b->next, b->previous}) changes.expect(n);
  }
  real__ZNSt8__detail15_List_node_base4swapERS0_S1_(a, b);
}

// A policy is how full a table may be, and at how many elements it grows next.
struct Policy {
  std::uint64_t full;
  std::uint64_t next;
};
WEFT_INTERPOSE(std::size_t, _ZNKSt8__detail20_Prime_rehash_policy11_M_next_bktEm,
               (Policy * policy, std::size_t buckets)) {
  Changes changes(WEFT_PC);
  changes.expect(policy);
  return real__ZNKSt8__detail20_Prime_rehash_policy11_M_next_bktEm(policy, buckets);
}
WEFT_INTERPOSE(Rehash, _ZNKSt8__detail20_Prime_rehash_policy14_M_need_rehashEmmm,
               (Policy * policy, std::size_t buckets, std::size_t elements, std::size_t more)) {
  Changes changes(WEFT_PC);
  changes.expect(policy);
  return real__ZNKSt8__detail20_Prime_rehash_policy14_M_need_rehashEmmm(policy, buckets, elements,
                                                                        more);
}
