// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/value.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "gateway/config/duration.h"
#include "gateway/model/one_line.h"

namespace gateway::config {
namespace {

using Wrong = std::optional<std::string>;

std::string kind(const toml::node& value) {
  switch (value.type()) {
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
      return "an integer";
    case toml::node_type::floating_point:
      return "a number with a point";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::table:
      return "a table";
    default:
      return "a date or time";
  }
}

/// Takes values of one target type each.
class Taker {
 public:
  Taker(const toml::node& value, const Key& key) : value_(value), key_(key) {}

  Wrong operator()(std::string* target) const {
    const auto text = value_.value_exact<std::string>();
    if (!text) return wanted("a string, in quotes");
    const auto is_it = [&](const char* choice) { return *text == choice; };
    if (!key_.choices.empty() && std::ranges::none_of(key_.choices, is_it)) {
      return fmt::format("“{}” is not one of: {}", *text, fmt::join(key_.choices, ", "));
    }
    if (text->empty()) {
      if (key_.is_required)
        return fmt::format("is empty; for example: {} = {}", key_.name, key_.example);
      // The default is still there.
      if (!target->empty()) return fmt::format("is empty; without this line it is “{}”", *target);
    }
    if (key_.is_path && !text->empty()) {
      if (auto wrong = wrong_with_path(*text)) return wrong;
    }
    *target = *text;
    return {};
  }

  Wrong operator()(Secret* target) const {
    const auto text = value_.value_exact<std::string>();
    if (!text) return wanted("a string, in quotes");
    if (text->empty()) return "is empty; a secret is needed here";
    if ('"' + *text + '"' == key_.example) {
      return fmt::format(
          "is still the example's placeholder; put the secret there, or into a file "
          "that is named here instead: {0}-file = \"/etc/xmpp-sms-gateway/{0}\"",
          key_.name);
    }
    *target = Secret(*text);
    return {};
  }

  Wrong operator()(std::int64_t* target) const {
    const auto number = value_.value_exact<std::int64_t>();
    if (!number) return wanted("an integer, without quotes");
    if (*number < key_.least)
      return fmt::format("{} is too small; at least {}", *number, key_.least);
    if (*number > key_.most) return fmt::format("{} is too large; at most {}", *number, key_.most);
    *target = *number;
    return {};
  }

  Wrong operator()(bool* target) const {
    const auto choice = value_.value_exact<bool>();
    if (!choice) return wanted("true or false, without quotes");
    *target = *choice;
    return {};
  }

  Wrong operator()(seconds* target) const {
    const auto text = value_.value_exact<std::string>();
    const auto duration = text ? parse_duration(*text) : std::nullopt;
    if (!duration) return wanted(R"(a duration such as "30s", "5m", "24h" or "90d")");
    *target = *duration;
    return {};
  }

  Wrong operator()(std::vector<std::string>* target) const {
    const toml::array* array = value_.as_array();
    if (array == nullptr) return wanted("an array of strings, such as [\"+13075550100\"]");
    std::vector<std::string> texts;
    for (const toml::node& item : *array) {
      const auto text = item.value_exact<std::string>();
      if (!text) return fmt::format("holds {}; an array of strings is needed", kind(item));
      texts.push_back(*text);
    }
    *target = std::move(texts);
    return {};
  }

 private:
  [[nodiscard]] std::string wanted(std::string_view what) const {
    return fmt::format("is {}; it has to be {}", kind(value_), what);
  }

  const toml::node& value_;
  const Key& key_;
};

}  // namespace

std::optional<std::string> wrong_with_path(const std::string& path) {
  if (path.starts_with('/')) return {};
  constexpr std::size_t longest_shown = 80;
  return fmt::format("“{}” is not a whole path; begin with /, as in \"/etc/xmpp-sms-gateway/…\"",
                     one_line(path, longest_shown));
}

std::optional<std::string> take(const toml::node& value, const Key& key, Target target) {
  return std::visit(Taker(value, key), target);
}

}  // namespace gateway::config
