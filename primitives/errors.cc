#include "weft/primitives/errors.h"

#include <algorithm>

namespace weft {

Error::Error(std::string message, std::vector<Error> causes)
    : node_(std::make_shared<const Node>(Node{std::move(message), std::move(causes)})) {}

std::string_view Error::message() const {
  return node_ == nullptr ? std::string_view("<nil>") : std::string_view(node_->message);
}

Error Error::unwrap() const {
  return node_ != nullptr && node_->causes.size() == 1 ? node_->causes.front() : Error{};
}

Error wrap(std::string message, const Error& cause) {
  message += ": ";
  message += cause.message();
  return {std::move(message), {cause}};
}

Error join(std::vector<Error> errors) {
  std::erase(errors, Error{});
  if (errors.empty()) return {};
  std::string lines;
  for (const Error& error : errors) {
    if (!lines.empty()) lines += '\n';
    lines += error.message();
  }
  return {std::move(lines), std::move(errors)};
}

bool errors_is(const Error& error, const Error& target) {
  if (error == target) return true;
  if (!error) return false;
  const auto leads_there = [&target](const Error& cause) { return errors_is(cause, target); };
  return std::ranges::any_of(error.node_->causes, leads_there);
}

std::ostream& operator<<(std::ostream& out, const Error& error) {
  return out << error.message();
}

}  // namespace weft
