#include "weft/tests/output/schema.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

namespace weft::schema {
namespace {

using nlohmann::json;

bool of_type(const json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  throw std::invalid_argument("a type this validator does not know: " + type);
}

class Validator {
 public:
  explicit Validator(const json& root) : root_(root) {}

  void check(const json& value, const json& schema, const std::string& path) {
    refuse_unknown_words(schema);
    if (schema.contains("$ref")) {
      const std::string reference = schema.at("$ref").get<std::string>().substr(1);
      check(value, root_.at(json::json_pointer(reference)), path);
    }
    if (schema.contains("type") && !of_type(value, schema.at("type").get<std::string>())) {
      fault(path, "is not of type " + schema.at("type").get<std::string>());
      return;
    }
    if (schema.contains("enum")) {
      const json& allowed = schema.at("enum");
      if (std::ranges::find(allowed, value) == allowed.end()) fault(path, "is not in the list");
    }
    if (schema.contains("minimum") && value < schema.at("minimum")) fault(path, "is too small");
    if (value.is_array() && schema.contains("items")) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        check(value[i], schema.at("items"), path + '/' + std::to_string(i));
      }
    }
    if (value.is_object()) check_object(value, schema, path);
  }

  std::vector<std::string> faults;

 private:
  static void refuse_unknown_words(const json& schema) {
    constexpr std::array<std::string_view, 12> kKnown{
        "$schema", "$defs", "$ref",    "title",    "description", "type",
        "enum",    "items", "minimum", "required", "properties",  "additionalProperties"};
    for (const auto& [word, unused] : schema.items()) {
      if (std::ranges::find(kKnown, word) != kKnown.end()) continue;
      throw std::invalid_argument("a word this validator does not know: " + word);
    }
  }

  void check_object(const json& value, const json& schema, const std::string& path) {
    for (const json& name : schema.value("required", json::array())) {
      if (!value.contains(name)) fault(path, "lacks " + name.get<std::string>());
    }
    const json properties = schema.value("properties", json::object());
    for (const auto& [name, member] : value.items()) {
      if (properties.contains(name)) {
        check(member, properties.at(name), path + '/' + name);
      } else if (!schema.value("additionalProperties", true)) {
        fault(path, "may not have " + name);
      }
    }
  }

  void fault(const std::string& path, const std::string& what) {
    faults.push_back(path + ' ' + what);
  }

  const json& root_;
};

}  // namespace

std::vector<std::string> faults(const json& value, const json& schema) {
  Validator validator(schema);
  validator.check(value, schema, "");
  return validator.faults;
}

}  // namespace weft::schema
