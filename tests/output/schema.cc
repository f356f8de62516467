#include "weft/tests/output/schema.h"

#include <algorithm>
#include <array>
#include <regex>
#include <set>
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
  if (type == "null") return value.is_null();
  throw std::invalid_argument("a type this validator does not know: " + type);
}

/// A URI begins with a scheme, a reference to one need not; neither has spaces.
bool of_format(const std::string& text, const std::string& format) {
  static const std::regex uri("[A-Za-z][A-Za-z0-9+.-]*:[^ \"<>\\\\^`{|}]*");
  static const std::regex reference("[^ \"<>\\\\^`{|}]*");
  static const std::regex time(
      "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
  if (format == "uri") return std::regex_match(text, uri);
  if (format == "uri-reference") return std::regex_match(text, reference);
  if (format == "date-time") return std::regex_match(text, time);
  throw std::invalid_argument("a format this validator does not know: " + format);
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
    if (schema.contains("anyOf") && fitting(value, schema.at("anyOf")) == 0) {
      fault(path, "is none of what it may be");
    }
    if (schema.contains("oneOf") && fitting(value, schema.at("oneOf")) != 1) {
      fault(path, "is not exactly one of what it may be");
    }
    if (value.is_number()) check_number(value, schema, path);
    if (value.is_string()) check_string(value.get<std::string>(), schema, path);
    if (value.is_array()) check_array(value, schema, path);
    if (value.is_object()) check_object(value, schema, path);
  }

  std::vector<std::string> faults;

 private:
  static void refuse_unknown_words(const json& schema) {
    constexpr std::array<std::string_view, 23> kKnown{"$schema",     "$defs",
                                                      "definitions", "$ref",
                                                      "id",          "title",
                                                      "default",     "description",
                                                      "type",        "enum",
                                                      "anyOf",       "oneOf",
                                                      "items",       "minItems",
                                                      "uniqueItems", "minimum",
                                                      "maximum",     "pattern",
                                                      "format",      "required",
                                                      "properties",  "additionalProperties",
                                                      "$id"};
    for (const auto& [word, unused] : schema.items()) {
      if (std::ranges::find(kKnown, word) != kKnown.end()) continue;
      throw std::invalid_argument("a word this validator does not know: " + word);
    }
  }

  [[nodiscard]] int fitting(const json& value, const json& schemas) const {
    int fit = 0;
    for (const json& schema : schemas) {
      Validator one(root_);
      one.check(value, schema, "");
      fit += one.faults.empty() ? 1 : 0;
    }
    return fit;
  }

  void check_number(const json& value, const json& schema, const std::string& path) {
    if (schema.contains("minimum") && value < schema.at("minimum")) fault(path, "is too small");
    if (schema.contains("maximum") && value > schema.at("maximum")) fault(path, "is too large");
  }

  void check_string(const std::string& value, const json& schema, const std::string& path) {
    if (schema.contains("pattern") &&
        !std::regex_search(value, std::regex(schema.at("pattern").get<std::string>()))) {
      fault(path, "does not match its pattern");
    }
    if (schema.contains("format") && !of_format(value, schema.at("format").get<std::string>())) {
      fault(path, "is no " + schema.at("format").get<std::string>());
    }
  }

  void check_array(const json& value, const json& schema, const std::string& path) {
    if (value.size() < schema.value("minItems", std::size_t{0})) fault(path, "has too few items");
    if (schema.value("uniqueItems", false) &&
        std::set<json>(value.begin(), value.end()).size() < value.size()) {
      fault(path, "has an item twice");
    }
    if (!schema.contains("items")) return;
    for (std::size_t i = 0; i < value.size(); ++i) {
      check(value[i], schema.at("items"), path + '/' + std::to_string(i));
    }
  }

  void check_object(const json& value, const json& schema, const std::string& path) {
    for (const json& name : schema.value("required", json::array())) {
      if (!value.contains(name)) fault(path, "lacks " + name.get<std::string>());
    }
    const json properties = schema.value("properties", json::object());
    const json others = schema.value("additionalProperties", json(true));
    for (const auto& [name, member] : value.items()) {
      if (properties.contains(name)) {
        check(member, properties.at(name), path + '/' + name);
      } else if (others.is_object()) {
        check(member, others, path + '/' + name);
      } else if (!others.get<bool>()) {
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
