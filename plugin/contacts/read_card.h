// SPDX-License-Identifier: GPL-2.0-or-later
// Reading what xmpp-sms-vcards prints: each line is one of these elements.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plugin/contacts/card.h"
#include "plugin/text_element.h"

namespace plugin {

/// The first child of that name.
template <TextElement E>
[[nodiscard]] std::optional<E> child_named(const E& parent, std::string_view name) {
  std::optional<E> child = parent.first_child();
  while (child && child->name() != name)
    child = child->next_sibling();
  return child;
}

/// The text of a value: <fn><text>Anna</text></fn> -> "Anna".
template <TextElement E>
[[nodiscard]] std::string text_value(const E& property) {
  const std::optional<E> text = child_named(property, "text");
  return text ? std::string(text->text()) : std::string();
}

template <TextElement E>
[[nodiscard]] Tel read_tel(const E& property) {
  Tel tel{.text = text_value(property), .types = {}, .is_preferred = false};
  const std::optional<E> parameters = child_named(property, "parameters");
  if (!parameters) return tel;
  for (std::optional<E> item = parameters->first_child(); item; item = item->next_sibling()) {
    if (item->name() == std::string_view("type")) tel.types.push_back(item->text());
    if (item->name() == std::string_view("pref")) tel.is_preferred = true;
  }
  return tel;
}

/// Errors:  nullopt when the element is no <vcard>
template <TextElement E>
[[nodiscard]] std::optional<Card> read_card(const E& element) {
  if (element.name() != std::string_view("vcard")) return std::nullopt;
  Card card;
  for (std::optional<E> property = element.first_child(); property;
       property = property->next_sibling()) {
    if (property->name() == std::string_view("fn")) card.name = text_value(*property);
    if (property->name() == std::string_view("tel")) card.tels.push_back(read_tel(*property));
  }
  return card;
}

}  // namespace plugin
