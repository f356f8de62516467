#include "weft/explorer/unmodified/tale.h"

#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <sstream>
#include <string_view>
#include <utility>

#include "weft/explorer/kernel/file_and_line.h"
#include "weft/explorer/unmodified/caller.h"
#include "weft/explorer/unmodified/symbols.h"

namespace weft::unmodified {
namespace {

std::string short_place(const Place& place) {
  return place.file.empty() ? "an unknown line" : file_and_line(place);
}

std::string value_of(const void* address, std::size_t size) {
  std::int64_t value = 0;
  switch (size) {
    case 1:
      value = *static_cast<const std::int8_t*>(address);
      break;
    case 2:
      value = *static_cast<const std::int16_t*>(address);
      break;
    case 4:
      value = *static_cast<const std::int32_t*>(address);
      break;
    case 8:
      std::memcpy(&value, address, size);
      break;
    default:
      return {};
  }
  constexpr std::int64_t kLikelyAnAddress = std::int64_t{1} << 40;
  return value > -kLikelyAnAddress && value < kLikelyAnAddress ? std::to_string(value) : "";
}

}  // namespace

void Tale::begin_execution() {
  owed_ = {};
  calls_.clear();
  names_.clear();
}

/// Calls are told from return addresses by being small numbers.
const void* Tale::remember_stack(const void* pc) {
  calls_.push_back({pc, stack_here()});
  return reinterpret_cast<const void*>(calls_.size());
}

bool Tale::is_stack(const void* remembered) const {
  return reinterpret_cast<std::uintptr_t>(remembered) - 1 < calls_.size();
}

std::string Tale::place(const void* remembered) {
  const auto number = reinterpret_cast<std::uintptr_t>(remembered);
  if (is_stack(remembered)) return short_place(user_place(calls_[number - 1].stack));
  std::array<char, 20> text{};
  std::snprintf(text.data(), text.size(), "%" PRIxPTR, number);
  return text.data();
}

std::string Tale::words_for(const void* address) {
  if (std::string global = variable_at(address); !global.empty()) return global;
  if (const Block* const block = arena_.find(address)) {
    const auto within = static_cast<const char*>(address) - block->begin;
    const std::string name = "heap@" + place(block->allocated_at);
    return within == 0 ? name : name + '+' + std::to_string(within);
  }
  const kernel::Location here = told_place();
  return "memory@" + short_place({here.file, here.line});
}

const kernel::Name& Tale::name(const void* address) {
  Named& named = names_[address];
  if (named.given.empty()) {
    named.given = words_for(address);
    named.name = {"memory", named.given, {}};
  }
  return named.name;
}

std::string Tale::called(const void* address) {
  if (!kernel::telling()) return "memory";
  std::ostringstream out;
  out << name(address);
  return out.str();
}

bool Tale::is_wefts(const void* remembered) {
  const void* pc = remembered;
  if (is_stack(pc)) pc = calls_[reinterpret_cast<std::uintptr_t>(pc) - 1].pc;
  Stack stack = stack_here();
  stack.erase(stack.begin(), std::ranges::find(stack, pc));
  const auto [known, is_new] = wefts_.try_emplace(stack, false);
  if (is_new) {
    known->second = !user_place(stack).file.empty() && calling_place(stack).file.empty();
  }
  return known->second;
}

bool Tale::concern(const void* remembered) {
  if (is_stack(remembered)) {
    remembered = calls_[reinterpret_cast<std::uintptr_t>(remembered) - 1].pc;
  }
  return of_interest_.insert(remembered).second;
}

void Tale::concern(const void* remembered, const void* other) {
  const bool news = concern(remembered);
  if ((concern(other) || news) && kernel::telling()) {
    kernel::learn({"plain memory", static_cast<int>(of_interest_.size())});
  }
}

/// It is about to happen: what will be written is not known.
std::string Tale::value(const void* address, std::size_t size, bool written) {
  std::string value = value_of(address, size);
  return written && !value.empty() ? "? (was " + value + ')' : value;
}

void Tale::owe(const void* address, std::size_t size) {
  if (!kernel::telling()) return;
  owed_ = {address, size, value_of(address, size)};
  if (!owed_.before.empty()) return kernel::owe_result();
  owed_ = {};
}

/// The memory may have been given back meanwhile.
void Tale::tell_owed() {
  const auto [address, size, before] = std::exchange(owed_, {});
  std::uint64_t bytes = 0;
  const iovec here{&bytes, size};
  const iovec there{const_cast<void*>(address), size};
  if (process_vm_readv(getpid(), &here, 1, &there, 1, 0) < 0) return;
  const std::string now = value_of(&bytes, size);
  if (!now.empty()) kernel::give_result(now == before ? now : now + " (was " + before + ')');
}

void Tale::tell(const void* pc, const char* verb, const void* address, std::size_t size) {
  if (!kernel::telling() || !concerns(pc)) return;
  const bool written = std::string_view(verb) == "write";
  kernel::tell(name(address), verb, value(address, size, written), {});
  if (written) owe(address, size);
}

}  // namespace weft::unmodified
