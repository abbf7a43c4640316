// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/bounce.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <variant>

#include "gateway/model/one_line.h"
#include "gateway/xml/names.h"

namespace gateway {
namespace {

constexpr std::size_t longest_text = 200;

constexpr std::array<std::string_view, 5> passing = {
    "recipient-unavailable", "remote-server-not-found", "remote-server-timeout",
    "resource-constraint", "service-unavailable"};

/// SECURITY: anybody's server may have written it, and it goes to the log.
bool is_condition(std::string_view name) {
  return name.size() <= 40 && name != "text" &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

std::string condition_in(const xml::Element& error) {
  for (const auto& node : error.nodes()) {
    const auto* child = std::get_if<xml::Element>(&node);
    const bool is_one = child != nullptr &&
                        child->namespace_uri() == xml::stanza_errors_namespace &&
                        is_condition(child->name());
    if (is_one) return child->name();
  }
  return {};
}

}  // namespace

Bounce read_bounce(const xml::Element& message) {
  Bounce bounce;
  const xml::Element* error = message.child("error", xml::component_namespace);
  if (error == nullptr) return bounce;
  bounce.condition = condition_in(*error);
  bounce.is_for_now = error->attribute_or("type", "") == "wait" ||
                      std::ranges::find(passing, bounce.condition) != passing.end();
  const xml::Element* text = error->child("text", xml::stanza_errors_namespace);
  if (text != nullptr) bounce.text = one_line(text->text(), longest_text);
  return bounce;
}

}  // namespace gateway
