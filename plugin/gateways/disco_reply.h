// SPDX-License-Identifier: GPL-2.0-or-later
// What a service says about itself (disco#info) and what else there is (disco#items), as values of
// bounded size. Source: XEP-0030 §3, §4
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/shown_text.h"
#include "sms/address.h"
#include "smscaps/element.h"
#include "smscaps/names.h"

namespace plugin {

inline constexpr char disco_items_namespace[] = "http://jabber.org/protocol/disco#items";
inline constexpr char translation_namespace[] = "jabber:iq:gateway";
inline constexpr char registration_namespace[] = "jabber:iq:register";

struct Identity {
  std::string category;
  std::string type;
  std::string name;  ///< made harmless to show; may be empty
};

struct DiscoInfo {
  /// More than anybody has; the rest is not kept.
  static constexpr std::size_t most_identities = 20;

  std::vector<Identity> identities;
  bool translates = false;
  bool registers = false;

  [[nodiscard]] const Identity* find(std::string_view category, std::string_view type) const {
    const auto found = std::ranges::find_if(identities, [&](const Identity& identity) {
      return identity.category == category && identity.type == type;
    });
    return found != identities.end() ? &*found : nullptr;
  }
};

struct DiscoItem {
  std::string domain;
  std::string name;  ///< made harmless to show; may be empty
};

struct DiscoItems {
  static constexpr std::size_t most_items = 500;

  std::vector<DiscoItem> items;
  std::size_t left_out = 0;  ///< items behind the last one that was kept
};

/// A service's domain as it is compared; nullopt for what is no bare domain, or too long for one.
/// Source:  RFC 7622 §3.2
[[nodiscard]] inline std::optional<std::string> service_domain(std::string_view jid) {
  constexpr std::size_t longest_domain = 1023;
  if (jid.size() > longest_domain) return std::nullopt;
  auto gateway = sms::Gateway::at(jid);
  if (!gateway) return std::nullopt;
  return gateway->domain();
}

/// The query of a result that is of this namespace.
template <smscaps::ReadableElement E>
[[nodiscard]] std::optional<E> find_query(const E& iq, std::string_view namespace_uri) {
  for (std::optional<E> child = iq.first_child(); child; child = child->next_sibling()) {
    if (child->name() == std::string_view("query") && child->namespace_uri() == namespace_uri) {
      return child;
    }
  }
  return std::nullopt;
}

/// Shape:   an iq of type result
template <smscaps::ReadableElement E>
[[nodiscard]] DiscoInfo read_disco_info(const E& iq) {
  constexpr std::size_t longest_token = 64;  // of a category or type that we know
  DiscoInfo info;
  const std::optional<E> query = find_query(iq, smscaps::disco_info_namespace);
  if (!query) return info;
  for (std::optional<E> child = query->first_child(); child; child = child->next_sibling()) {
    if (child->name() == std::string_view("feature")) {
      const std::string_view feature = child->attribute("var").value_or(std::string_view());
      info.translates |= feature == translation_namespace;
      info.registers |= feature == registration_namespace;
    } else if (child->name() == std::string_view("identity") &&
               info.identities.size() < DiscoInfo::most_identities) {
      const std::string_view category = child->attribute("category").value_or(std::string_view());
      const std::string_view type = child->attribute("type").value_or(std::string_view());
      if (category.size() > longest_token || type.size() > longest_token) continue;
      info.identities.push_back(
          {.category = std::string(category),
           .type = std::string(type),
           .name =
               shown_text(child->attribute("name").value_or(std::string_view()), longest_name)});
    }
  }
  return info;
}

/// The services among the items. A node, and a JID with a local part or a resource, is something
/// within a service, not a service.
/// Shape:   an iq of type result
template <smscaps::ReadableElement E>
[[nodiscard]] DiscoItems read_disco_items(const E& iq) {
  DiscoItems result;
  const std::optional<E> query = find_query(iq, disco_items_namespace);
  if (!query) return result;
  for (std::optional<E> child = query->first_child(); child; child = child->next_sibling()) {
    if (child->name() != std::string_view("item")) continue;
    if (result.items.size() == DiscoItems::most_items) {
      ++result.left_out;
      continue;
    }
    if (!child->attribute("node").value_or(std::string_view()).empty()) continue;
    std::optional<std::string> domain =
        service_domain(child->attribute("jid").value_or(std::string_view()));
    if (!domain) continue;
    result.items.push_back(
        {.domain = *std::move(domain),
         .name = shown_text(child->attribute("name").value_or(std::string_view()), longest_name)});
  }
  return result;
}

}  // namespace plugin
