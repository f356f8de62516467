#include "weft/explorer/kernel/declarations.h"

namespace weft::kernel {

void Declarations::clear() {
  newest_.clear();
  entries_.clear();
}

const Declarations::Block* Declarations::find(const Declared& what) const {
  if (index(what.of) >= newest_.size()) return nullptr;
  for (std::uint32_t e = newest_[index(what.of)]; e != kNone; e = entries_[e].next) {
    if (entries_[e].what == what) return &entries_[e].block;
  }
  return nullptr;
}

void Declarations::add(const Declared& what, const Block& block) {
  if (index(what.of) >= newest_.size()) newest_.resize(index(what.of) + 1, kNone);
  std::uint32_t& newest = newest_[index(what.of)];
  entries_.push_back({what, block, newest});
  newest = static_cast<std::uint32_t>(entries_.size() - 1);
}

}  // namespace weft::kernel
