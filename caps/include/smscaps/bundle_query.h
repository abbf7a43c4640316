// SPDX-License-Identifier: GPL-2.0-or-later
// Answering what an announced bundle stands for: the query a peer sends for each token of ext.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "smscaps/bundle_name.h"
#include "smscaps/element.h"
#include "smscaps/names.h"
#include "smscaps/presence.h"

namespace smscaps {

/// Whose query a stanza is.
enum class QueryKind {
  not_a_query,     ///< not an iq of type get whose one child is a disco#info query
  other_node,      ///< about the entity itself or another node
  unknown_bundle,  ///< about our node, but a version hash or a bundle that we do not announce
  ours,
};

/// A stanza read as a bundle query.
struct BundleQuery {
  QueryKind kind = QueryKind::not_a_query;
  std::string_view node;  ///< of the query, as it came; borrowed from the stanza
  std::string bundle;     ///< the part behind our node and '#'; empty unless unknown_bundle or ours
};

/// Recognises a query for one of our bundles. Anything else is for the host to answer.
/// Shape:   `our_node` as in our caps element, without '#'; `announced` what we announce now
/// Source:  XEP-0115 version 1.3 §6 (the node of the query is node + '#' + ext token)
/// Example: a get with <query xmlns='…disco#info' node='http://pidgin.im/#sms-v1'/> -> ours
template <ReadableElement E>
[[nodiscard]] BundleQuery read_bundle_query(const E& iq, std::string_view our_node,
                                            std::span<const BundleName> announced) {
  if (iq.name() != std::string_view("iq") || !is_stanza_namespace(iq.namespace_uri()) ||
      iq.attribute("type") != std::optional<std::string_view>("get")) {
    return {};
  }
  const std::optional<E> query = iq.first_child();
  if (!query || query->next_sibling() || query->name() != std::string_view("query") ||
      query->namespace_uri() != std::string_view(disco_info_namespace)) {
    return {};
  }
  BundleQuery result;
  result.node = query->attribute("node").value_or(std::string_view());
  const bool is_about_us = !our_node.empty() && result.node.size() > our_node.size() &&
                           result.node.starts_with(our_node) && result.node[our_node.size()] == '#';
  if (!is_about_us) {
    result.kind = QueryKind::other_node;
    return result;
  }
  result.bundle = result.node.substr(our_node.size() + 1);
  const bool is_announced =
      std::ranges::any_of(announced, [&](BundleName name) { return name.text() == result.bundle; });
  result.kind = is_announced ? QueryKind::ours : QueryKind::unknown_bundle;
  return result;
}

/// The features that a bundle stands for, to be sent as `<feature var='…'/>` in a result whose
/// `<query/>` echoes the node of the query. A bundle's answer has no identity.
/// Source:  XEP-0115 version 1.3 §6; XEP-0030 §3.1 (disco#info itself is always among them)
/// Example: sms-v1 -> "http://jabber.org/protocol/disco#info", "urn:x-xmpp-sms:bundle:sms-v1"
[[nodiscard]] inline std::vector<std::string> bundle_features(std::string_view bundle) {
  return {disco_info_namespace, std::string(bundle_feature_prefix).append(bundle)};
}

}  // namespace smscaps
