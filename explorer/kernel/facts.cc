#include "weft/explorer/kernel/facts.h"

#include <algorithm>
#include <cstring>

namespace weft::kernel {
namespace {

auto is(Location a) {
  return [a](Location b) { return a.line == b.line && std::strcmp(a.file, b.file) == 0; };
}

}  // namespace

bool Facts::known(Location fact) const {
  return std::ranges::any_of(known_, is(fact));
}

bool Facts::knows_of(const char* file) const {
  return std::ranges::any_of(known_,
                             [file](Location known) { return std::strcmp(known.file, file) == 0; });
}

bool Facts::learn(Location fact) {
  if (known(fact)) return false;
  known_.push_back(fact);
  return true;
}

void Facts::recall(const std::string& file, int line) {
  files_.push_back(std::make_shared<const std::string>(file));
  learn({files_.back()->c_str(), line});
}

void Facts::begin_execution(bool counts) {
  asked_.clear();
  counts_ = counts || !supposed_.empty();
}

bool Facts::ask(Location fact) {
  if (!counts_) return known(fact);
  const auto before = std::ranges::find_if(asked_, is(fact));
  const auto question = static_cast<std::uint32_t>(before - asked_.begin());
  if (before == asked_.end()) asked_.push_back(fact);
  if (std::ranges::find(supposed_, question) != supposed_.end()) learn(fact);
  return known(fact);
}

Questions Facts::affirmed() const {
  Questions affirmed;
  for (std::size_t question = 0; question < asked_.size(); ++question) {
    if (known(asked_[question])) affirmed.push_back(static_cast<std::uint32_t>(question));
  }
  return affirmed;
}

}  // namespace weft::kernel
