// SPDX-License-Identifier: GPL-2.0-or-later
// Reading the capabilities of a presence.
#pragma once

#include <optional>
#include <string_view>

#include "smscaps/bundle_name.h"
#include "smscaps/element.h"
#include "smscaps/names.h"
#include "smscaps/token_list.h"

namespace smscaps {

/// True when stanzas of this namespace are ours to read: none (as hosts keep them before the stream
/// writes its default namespace), a client's or a component's.
[[nodiscard]] constexpr bool is_stanza_namespace(std::string_view uri) {
  return uri.empty() || uri == client_namespace || uri == component_namespace;
}

template <ReadableElement E>
[[nodiscard]] bool is_presence(const E& stanza) {
  return stanza.name() == std::string_view("presence") &&
         is_stanza_namespace(stanza.namespace_uri());
}

/// True for a presence with no type: it says that its sender is available.
/// Source:  RFC 6121 §4.7.1
template <ReadableElement E>
[[nodiscard]] bool is_available(const E& presence) {
  return !presence.attribute("type").has_value();
}

/// The element that announces capabilities: the first *direct* child `c` in the caps namespace,
/// whatever its prefix.
/// Source:  XEP-0115 §4
template <ReadableElement E>
[[nodiscard]] std::optional<E> find_caps(const E& presence) {
  std::optional<E> child = presence.first_child();
  while (child && !(child->name() == std::string_view("c") &&
                    child->namespace_uri() == std::string_view(caps_namespace))) {
    child = child->next_sibling();
  }
  return child;
}

/// True when the stanza is an available presence whose caps ext has this bundle.
/// Source:  XEP-0115 version 1.3, attribute ext
/// Example: <presence><c xmlns='…caps' node='n' ver='1' ext='a sms-v1'/></presence>, sms-v1 -> true
template <ReadableElement E>
[[nodiscard]] bool advertises(const E& stanza, BundleName bundle) {
  if (!is_presence(stanza) || !is_available(stanza)) return false;
  const std::optional<E> caps = find_caps(stanza);
  if (!caps) return false;
  const std::optional<std::string_view> ext = caps->attribute("ext");
  return ext && has_token(*ext, bundle.text());
}

}  // namespace smscaps
